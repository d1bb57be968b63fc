// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import backbone.engine.sample.OperationTable.Sighting;
import backbone.schema.otlp.MalformedOtlpException;
import backbone.schema.otlp.SpanCursor;
import java.util.Arrays;

/** Reads a fragment: its summary, and the operations in it that are not known to be old. */
final class FragmentReader {

  private final SpanCursor cursor = new SpanCursor();
  private final OperationNames operationNames = new OperationNames();
  private final Summary summary;
  private final Operations operations;

  private long[] sighted = new long[16];
  private long[] services = new long[16];
  private int sightings;

  FragmentReader(Summary summary, Operations operations) {
    this.summary = summary;
    this.operations = operations;
  }

  /**
   * Fills the summary; false when the fragment breaks off, then with the spans before.
   *
   * @param arrivalMs an operation that was seen earlier is not collected
   * @param noting whether operations are collected at all
   */
  boolean read(byte[] value, long arrivalMs, boolean noting) {
    summary.clear();
    summary.bytes = value.length;
    sightings = 0;
    try {
      cursor.reset(value, 0, value.length);
      while (cursor.next()) {
        span(arrivalMs, noting);
      }
      return true;
    } catch (MalformedOtlpException e) {
      return false;
    }
  }

  int sightings() {
    return sightings;
  }

  Sighting sighting(int index, long arrivalMs, long traceHigh, long traceLow) {
    return new Sighting(sighted[index], services[index], arrivalMs, traceHigh, traceLow);
  }

  private void span(long arrivalMs, boolean noting) {
    boolean lead = leads();
    summary.span(cursor.startUnixNano(), cursor.endUnixNano(), cursor.statusCode());
    if (lead) {
      takeRoot();
    }
    if (noting) {
      String service = cursor.serviceName();
      long operation = operationNames.of(service, cursor.name());
      if (operations.mayBeNew(operation, arrivalMs)) {
        sight(operation, Hashes.ofText(service));
      }
    }
  }

  private boolean leads() {
    boolean root = !cursor.hasParent();
    boolean rootBefore = (summary.flags & Summary.ROOT) != 0;
    if (summary.spans == 0 || root != rootBefore) {
      return summary.spans == 0 || root;
    }
    int order = Long.compare(Math.max(0, cursor.startUnixNano()), summary.rootStart);
    if (order == 0) {
      order = Long.compareUnsigned(cursor.spanId(), summary.rootId);
    }
    return order < 0 || (order == 0 && compareTexts() < 0);
  }

  private int compareTexts() {
    int order = Names.cut(cursor.serviceName()).compareTo(summary.service);
    order = order != 0 ? order : Names.cut(cursor.name()).compareTo(summary.name);
    order = order != 0 ? order : resource("team").compareTo(summary.team);
    order = order != 0 ? order : resource("env").compareTo(summary.env);
    return order != 0 ? order : resource("region").compareTo(summary.region);
  }

  private void takeRoot() {
    summary.flags |= cursor.hasParent() ? 0 : Summary.ROOT;
    summary.rootStart = Math.max(0, cursor.startUnixNano());
    summary.rootId = cursor.spanId();
    summary.service = Names.cut(cursor.serviceName());
    summary.name = Names.cut(cursor.name());
    summary.team = resource("team");
    summary.env = resource("env");
    summary.region = resource("region");
  }

  private String resource(String key) {
    return Names.cut(cursor.resourceText(key));
  }

  private void sight(long operation, long service) {
    if (sightings == sighted.length) {
      sighted = Arrays.copyOf(sighted, sightings * 2);
      services = Arrays.copyOf(services, sightings * 2);
    }
    sighted[sightings] = operation;
    services[sightings++] = service;
  }
}
