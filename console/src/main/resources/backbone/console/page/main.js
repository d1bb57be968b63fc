// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { alerts } from './alerts.js';
import { byId } from './dom.js';
import { startKeys } from './keys.js';
import { logs } from './logs.js';
import { metrics } from './metrics.js';
import { problem, showNav } from './nav.js';
import { pipeline } from './pipeline.js';
import { showRange } from './range.js';
import { listen, state } from './state.js';
import { startStatus } from './status.js';
import { traces } from './traces.js';

/** Each page: title, keys, start, enter, leave, changed. */
const VIEWS = { logs, traces, metrics, pipeline, alerts };

function show(before, after) {
  showNav();
  showRange();
  const view = VIEWS[after.view];
  if (before?.view === after.view) {
    view.changed(before, after);
    return;
  }
  if (before) VIEWS[before.view].leave();
  problem(null);
  for (const name of Object.keys(VIEWS)) byId(name).hidden = name !== after.view;
  document.body.dataset.view = after.view;
  document.title = `${view.title} · Telemetry Backbone`;
  view.enter();
}

for (const view of Object.values(VIEWS)) view.start();
startKeys(VIEWS);
startStatus();
listen(show);
show(null, state());
