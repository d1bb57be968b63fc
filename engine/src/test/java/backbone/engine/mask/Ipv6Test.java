// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static backbone.engine.mask.Masks.found;
import static backbone.engine.mask.Masks.masked;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6Test {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2001:db8:1:2:3:4:5:6|2001:db8:1::xxx",
        "2001:0DB8:0001:0000:0000:8A2E:0370:7334|2001:db8:1::xxx",
        "2001:db8::1|2001:db8::xxx",
        "fe80::1ff:fe23:4567:890a|fe80::xxx",
        "fe80::1ff:fe23:4567:890a%eth0 up|fe80::xxx up",
        "fe80::1%25eth0|fe80::xxx",
        "::ffff:192.168.1.77|::ffff:192.168.1.xxx",
        "::ffff:c0a8:014d|::ffff:192.168.1.xxx",
        "0:0:0:0:0:ffff:192.168.1.77|::ffff:192.168.1.xxx",
        "64:ff9b::192.0.2.33|64:ff9b::xxx",
        "2001:db8:122:344::192.0.2.33|2001:db8:122::xxx",
        "2001:db8:abcd::/48|2001:db8:abcd::xxx/48",
        "[2001:db8::1]:443|[2001:db8::xxx]:443",
        "http://[2001:db8::1]:8080/x|http://[2001:db8::xxx]:8080/x",
        "\\\"url\\\":\\\"http://[2001:db8::1]/x\\\"|\\\"url\\\":\\\"http://[2001:db8::xxx]/x\\\"",
        "2001:db8:1:2:3:4:5:6:49255|2001:db8:1::xxx:49255",
        "2001:db8::1:49255|2001:db8::xxx:49255",
        "/2001:db8:0:0:0:0:0:1:2181:FastLeader|/2001:db8::xxx:2181:FastLeader",
        "ip:2001:db8::1|ip:2001:db8::xxx",
        "client=2001:db8::1: refused|client=2001:db8::xxx: refused",
        "lost 2001:db8::1.|lost 2001:db8::xxx.",
        "주소2001:db8::1에서|주소2001:db8::xxx에서",
        "a=2001%3Adb8%3A1%3A%3A5&b|a=2001:db8:1::xxx&b",
        "\\n2001:db8::5|\\n2001:db8::xxx",
        "::5|::xxx",
        "1::|1::xxx",
        "1:2:3:4:5:6:7::|1:2:3::xxx",
        "::2:3:4:5:6:7:8|0:2:3::xxx",
      })
  void keepsOnlyTheNetwork_whenAddressStands(String text, String expected) {
    assertThat(masked(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12:34:56",
        "[17/May/2015:10:05:03 +0000]",
        "00:1b:44:11:3a:b7",
        "00:11:22:33:44:55:66:77",
        "43:51:43:a1:b5:fc:8b:b7:0a:3a:a9:b1:0f:66:73:a8",
        "std::x",
        "std::dec",
        "abc::def::Type",
        "add::bad",
        "core::f64::consts",
        "select 1::bigint",
        "a :: b",
        "listen on :::8080",
        "[::]:8080",
        "::1",
        "[::1]:9092",
        "0:0:0:0:0:0:0:1",
        "/0:0:0:0:0:0:0:0:2181",
        "::ffff:127.0.0.1",
        "1::2::3",
        "12345::1x",
        "2001:db8::xxx",
        "::ffff:192.168.1.xxx",
        "java.lang.Foo:12",
      })
  void findsNothing_whenItIsNoAddressOrTellsNothing(String text) {
    assertThat(found(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001:db8::1%eth0",
        "::ffff:10.0.0.1",
        "2001:db8:1:2:3:4:5:6",
        "fe80::1ff:fe23:4567:890a"
      })
  void coversTheWholeValue_whenOnlyAPartIsReplaced(String address) {
    assertThat(found("peer [" + address + "]:80")).containsExactly("ipv6=" + address);
  }
}
