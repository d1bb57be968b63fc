// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static backbone.engine.mask.Masks.found;
import static backbone.engine.mask.Masks.masked;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4Test {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.168.1.77|192.168.1.xxx",
        "peer 10.0.0.1:8080 left|peer 10.0.0.xxx:8080 left",
        "route 10.20.30.40/24|route 10.20.30.xxx/24",
        "[203.0.113.9]:443|[203.0.113.xxx]:443",
        "http://203.0.113.9:8080/a?b=1|http://203.0.113.xxx:8080/a?b=1",
        "to=203.0.113.9%3A8080|to=203.0.113.xxx%3A8080",
        "q=%2F203.0.113.9|q=%2F203.0.113.xxx",
        "from%20203.0.113.9|from%20203.0.113.xxx",
        "src: /10.250.19.102:54106|src: /10.250.19.xxx:54106",
        "db-1.example/10.0.0.4|db-1.example/10.0.0.xxx",
        "localhost/8.8.8.8|localhost/8.8.8.xxx",
        "auth-service/10.1.2.3|auth-service/10.1.2.xxx",
        "edge/8.8.8.8:53|edge/8.8.8.xxx:53",
        "GET /geo/8.8.8.8 HTTP|GET /geo/8.8.8.xxx HTTP",
        "Refused by 10.0.0.1.|Refused by 10.0.0.xxx.",
        "10.0.0.1-10.0.0.9|10.0.0.xxx-10.0.0.xxx",
        "10.0.0.1,10.0.0.2|10.0.0.xxx,10.0.0.xxx",
        "주소는 10.0.0.1입니다|주소는 10.0.0.xxx입니다",
        "주소10.0.0.1에서|주소10.0.0.xxx에서",
        "root@10.0.0.1|root@10.0.0.xxx",
        "ssh root@8.8.8.8|ssh root@8.8.8.xxx",
        "BP-10884-10.10.34.11-14400743|BP-10884-10.10.34.xxx-14400743",
        "08.008.8.08|08.008.8.xxx",
        "version 3 of 10.0.0.1|version 3 of 10.0.0.xxx",
      })
  void keepsThreeOctets_whenAddressStands(String text, String expected) {
    assertThat(masked(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "256.1.1.1",
        "1.2.3",
        "1.2.3.4.5",
        "1.3.6.1.4.1.311",
        "1.2.3.1234",
        "0.9.1.1111",
        ".1.2.3.4",
        "lib-1.2.3.4.jar",
        "v2.1.1.108",
        "V2.1.1.108",
        "\"packageVersion\":\"10.7.31.9\"",
        "{\\\"packageVersion\\\":\\\"10.7.31.9\\\"}",
        "agent.version=10.7.31.9",
        "Version: 10.7.31.9",
        "server version 0.0.0.6 started",
        "2.21.7.14-play-release",
        "4.0.0.1-SNAPSHOT",
        "1.9.0.1b2",
        "Firefox/2.0.0.4",
        "FIREFOX/2.0.0.4",
        "(KHTML, like Gecko) Chrome/120.0.0.0 Safari",
        "Chrome%2F120.0.0.0%20Safari",
        "rv:1.9.0.19) Gecko",
        "v4.4.2",
      })
  void findsNothing_whenItIsNoAddressOrVersion(String text) {
    assertThat(found(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3:80", "0.0.0.0", "255.255.255.255"})
  void staysReadable_whenAddressTellsNothingOfAnybody(String text) {
    assertThat(masked(text)).isEqualTo(text);
  }

  @Test
  void usesTheKey_whenValueAloneLooksLikeAnAddress() {
    MaskCounter counter = new MaskCounter();

    assertThat(Masker.standard().mask("packageVersion", "10.7.31.9", counter))
        .isEqualTo("10.7.31.9");
    assertThat(Masker.standard().mask("peer", "10.7.31.9", counter)).isEqualTo("10.7.31.xxx");
    assertThat(counter.counts()).containsOnlyKeys("ipv4").containsEntry("ipv4", 1L);
  }
}
