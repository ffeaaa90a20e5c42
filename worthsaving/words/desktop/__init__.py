"""Words of the folder to double-click: its window, and the app's foot."""
