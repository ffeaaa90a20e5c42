// Draws the report's charts. Each drawing gets a viewBox, so that on paper it scales to the column as one piece.
(function () {
  "use strict";
  var read = function (id) { return JSON.parse(document.getElementById(id).textContent); };
  var charts = read("charts");
  var config = read("config");
  var fit = function (place) {
    place.querySelectorAll("svg.main-svg").forEach(function (svg) {
      svg.setAttribute("viewBox", "0 0 " + svg.getAttribute("width") + " " + svg.getAttribute("height"));
    });
  };
  Object.keys(charts).forEach(function (id) {
    var place = document.getElementById(id);
    place.textContent = "";
    Plotly.newPlot(place, charts[id].data, charts[id].layout, config).then(function () {
      fit(place);
      place.on("plotly_afterplot", function () { fit(place); });
      place.dataset.drawn = "yes";
    });
  });
})();
