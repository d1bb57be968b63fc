// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.pipeline;

/** Reads the facts; may take seconds, never throws for what does not answer. */
public interface PipelineSource extends AutoCloseable {

  PipelineFacts read();

  @Override
  void close();
}
