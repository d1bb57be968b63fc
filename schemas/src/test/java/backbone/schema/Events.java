// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Events for tests. */
final class Events {

  private Events() {}

  /** One with every field set; its bytes are the golden message, so never change it. */
  static LogEvent full() {
    return LogEvents.builder()
        .setOriginId("k3f9:1:000000000400")
        .setEventTimeUnixNano(1_700_000_000_123_456_789L)
        .setArrivalUnixMilli(1_700_000_001_000L)
        .setMessage("결제 failed for [email]")
        .setLevel("error")
        .setSeverity(17)
        .setLogger("shop.Pay")
        .setThread("main")
        .setServiceName("payment-service")
        .setServiceVersion("2.4.1")
        .setServiceNode("payment-1")
        .setHostName("host-a")
        .setContainerId("c0ffee")
        .setFilePath("/var/log/payment.log")
        .setFileOffset(1024L)
        .setTraceId("0af7651916cd43dd8448eb211c80319c")
        .setSpanId("b7ad6b7169203331")
        .setHttpMethod("POST")
        .setUrlPath("/pay")
        .setHttpStatusCode(500)
        .setDurationNano(1_500_000_000L)
        .setClientIp("192.168.1.0")
        .setUserAgent("curl/8")
        .setErrorType("java.io.IOException")
        .setErrorMessage("reset")
        .setErrorStackTrace("java.io.IOException: reset\n\tat shop.Pay.run(Pay.java:7)")
        .setEnv("prod")
        .setRegion("kr")
        .setTeam("payments")
        .setParseFormat("logback")
        .setParseStatus("ok")
        .setParseFlags(List.of("line-cut"))
        .setRulesVersion("abc")
        .setMaskCounts(List.of(new MaskCount("email", 1)))
        .setAttributes(
            List.of(
                new Attribute("order", "o-1"),
                new Attribute("attempt", 3L),
                new Attribute("ratio", 0.5),
                new Attribute("last", true),
                new Attribute("blob", ByteBuffer.wrap("hi".getBytes(StandardCharsets.UTF_8)))))
        .setReplayId("case-7")
        .build();
  }

  /** One with nothing but a message. */
  static LogEvent bare(String message) {
    return LogEvents.builder().setOriginId("k:0:000000000000").setMessage(message).build();
  }
}
