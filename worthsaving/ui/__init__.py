from worthsaving.data.linear_algebra import use_one_thread

use_one_thread()
