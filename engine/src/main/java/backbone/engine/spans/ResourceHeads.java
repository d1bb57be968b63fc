// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import static backbone.schema.otlp.WireReader.BYTES;

import backbone.engine.rules.Ownership;
import backbone.schema.otlp.AnyJson;
import backbone.schema.otlp.WireReader;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * Resources as they leave: masked, named, and with env, region and team of the entrance in the
 * place of the payload's. A process sends the same resource with each batch, so the last ones are
 * kept: at most 64 of 8 KiB.
 */
final class ResourceHeads {

  private static final Set<String> OURS =
      Set.of("env", "region", "team", "sampling.policy", "sampling.threshold");
  private static final String SERVICE = "service.name";
  private static final String TEAM_DEFAULT = "default";
  private static final int SLOTS = 64;
  private static final int CACHED_BYTES_MAX = 8 * 1024;
  private static final int RESOURCE = 1;

  private final Judge judge;
  private final Rewriter rewriter;
  private final byte[][] raw = new byte[SLOTS][];
  private final Made[] made = new Made[SLOTS];
  private Entrance entrance;

  /**
   * A resource as it leaves.
   *
   * @param field the field of a ResourceSpans that holds it
   * @param service that it names, masked
   * @param masked how often each rule fired
   */
  record Made(byte[] field, String service, Map<String, Long> masked) {}

  /** What an entrance says of all that comes through it. */
  record Entrance(String env, String region, String team, Ownership owners, String service) {
    static Entrance of(RawSpans raw) {
      return new Entrance(raw.env(), raw.region(), raw.team(), raw.owners(), raw.service());
    }

    String teamOf(String ofService) {
      String owner = team == null ? owners.team(ofService) : team;
      return owner == null ? TEAM_DEFAULT : owner;
    }
  }

  ResourceHeads(Judge judge, Rewriter rewriter) {
    this.judge = judge;
    this.rewriter = rewriter;
  }

  void enter(Entrance next) {
    if (!next.equals(entrance)) {
      Arrays.fill(raw, null);
      entrance = next;
    }
  }

  /** The resource whose message lies here. */
  Made made(byte[] in, int from, int to) {
    if (to - from > CACHED_BYTES_MAX) {
      return make(in, from, to);
    }
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + in[i];
    }
    int slot = (hash ^ hash >>> 15) & (SLOTS - 1);
    byte[] known = raw[slot];
    if (known == null || !Arrays.equals(known, 0, known.length, in, from, to)) {
      made[slot] = make(in, from, to);
      raw[slot] = Arrays.copyOfRange(in, from, to);
    }
    return made[slot];
  }

  private Made make(byte[] in, int from, int to) {
    rewriter.takeCounts();
    WireReader fields = new WireReader();
    fields.reset(in, from, to);
    while (fields.next()) {
      judge.isClean(Shape.RESOURCE, fields, 0);
    }
    byte[] masked = rewriter.rewrite(Shape.RESOURCE, in, from, to, Integer.MAX_VALUE);
    WireWriter out = new WireWriter(masked.length + 128);
    String service = "";
    fields.reset(masked, 0, masked.length);
    while (fields.next()) {
      boolean keep = true;
      if (fields.is(1, BYTES)) {
        KeyValue attribute = attribute(masked, fields);
        boolean name = attribute.getKey().equals(SERVICE);
        String text = name ? AnyJson.wholeText(attribute.getValue()) : "";
        service = text.isEmpty() ? service : text;
        keep = !OURS.contains(attribute.getKey()) && !(name && text.isEmpty());
      }
      if (keep) {
        out.raw(masked, fields.tagFrom(), fields.to());
      }
    }
    byte[] added = added(service);
    out.raw(added, 0, added.length);
    WireWriter field = new WireWriter(out.length() + 8);
    field.field(RESOURCE, out.toBytes());
    String name = service.isEmpty() ? entrance.service() : service;
    return new Made(field.toBytes(), name, rewriter.takeCounts());
  }

  /** The service that a resource names or, without one, that of the entrance; not masked. */
  String rawService(byte[] in, int from, int to) {
    WireReader fields = new WireReader();
    fields.reset(in, from, to);
    String service = "";
    while (fields.next()) {
      if (fields.is(1, BYTES)) {
        try {
          KeyValue attribute =
              KeyValue.parser().parseFrom(in, fields.from(), fields.to() - fields.from());
          boolean name = attribute.getKey().equals(SERVICE);
          String text = name ? AnyJson.wholeText(attribute.getValue()) : "";
          service = text.isEmpty() ? service : text;
        } catch (InvalidProtocolBufferException broken) {
          // Whoever reads it to mask it finds that, too, and says so.
        }
      }
    }
    return service.isEmpty() ? entrance.service() : service;
  }

  /** Attributes that a resource gets which names a service, or none. */
  private byte[] added(String named) {
    Resource.Builder added = Resource.newBuilder();
    String service = named.isEmpty() ? entrance.service() : named;
    if (named.isEmpty()) {
      added.addAttributes(pair(SERVICE, service));
    }
    return added
        .addAttributes(pair("env", entrance.env()))
        .addAttributes(pair("region", entrance.region()))
        .addAttributes(pair("team", entrance.teamOf(service)))
        .build()
        .toByteArray();
  }

  private static KeyValue attribute(byte[] in, WireReader field) {
    try {
      return KeyValue.parser().parseFrom(in, field.from(), field.to() - field.from());
    } catch (InvalidProtocolBufferException defect) {
      throw new IllegalStateException("bug: a rewritten attribute cannot be read", defect);
    }
  }

  private static KeyValue pair(String key, String text) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(text))
        .build();
  }
}
