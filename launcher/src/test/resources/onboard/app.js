// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
const { log, stop, tracer } = require('./telemetry.js');

tracer.startActiveSpan('GET /cart', (span) => {
  log('info', 'cart shown');
  log('error', 'cart broke', new TypeError('no such cart'));
  span.end();
});
stop();
