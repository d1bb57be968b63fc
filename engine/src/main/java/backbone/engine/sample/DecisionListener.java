// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

/** Told of every decision, once, on the thread of the sampler and in the order of deciding. */
public interface DecisionListener {

  void decided(TraceDecision decision);
}
