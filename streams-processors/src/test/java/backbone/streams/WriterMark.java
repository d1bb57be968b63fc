// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Marks every record with the name of the process that wrote it. */
public final class WriterMark implements ProducerInterceptor<byte[], byte[]> {

  static final String NAME_CONFIG = "writer.name";
  static final String HEADER = "writer";

  private byte[] name = {};

  @Override
  public void configure(Map<String, ?> configs) {
    name = String.valueOf(configs.get(NAME_CONFIG)).getBytes(UTF_8);
  }

  @Override
  public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
    record.headers().add(HEADER, name);
    return record;
  }

  @Override
  public void close() {}
}
