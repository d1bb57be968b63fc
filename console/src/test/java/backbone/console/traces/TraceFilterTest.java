// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.console.http.Request;
import backbone.console.search.BadQueryException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TraceFilterTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T14:00:00Z"), ZoneOffset.UTC);
  private static final String LAST_HOUR =
      "{'range':{'@timestamp':{'format':'strict_date_optional_time_nanos',"
          + "'gte':'2026-11-23T13:00:00Z','lt':'2026-11-23T14:00:00Z'}}}";

  @Test
  void asksForTheLastHour_whenNothingIsSaid() {
    assertThat(query()).isEqualTo("{'bool':{'filter':[" + LAST_HOUR + "],'must_not':[]}}");
  }

  @Test
  void asksForOneSpanThatFitsEverything() {
    assertThat(
            query("service", "payment", "operation", "GET session", "minMs", "500", "error", "1"))
        .isEqualTo(
            "{'bool':{'filter':["
                + LAST_HOUR
                + ",{'term':{'service.name':'payment'}},{'term':{'span.name':'GET session'}},"
                + "{'range':{'event.duration':{'gte':500000000}}},"
                + "{'term':{'event.outcome':'failure'}}],'must_not':[]}}");
  }

  @Test
  void takesWildcardsAsCharacters() {
    assertThat(query("q", "a*b?")).contains("'wildcard':{'span.name':{'value':'*a\\\\*b\\\\?*'");
  }

  @Test
  void refusesWhatIsTooMuch() {
    assertThatThrownBy(() -> query("minMs", "2s"))
        .isInstanceOf(BadQueryException.class)
        .hasMessage("minMs=2s is no duration. Use whole milliseconds, such as 500.");
    assertThatThrownBy(() -> query("q", "a b c d e f g"))
        .hasMessage("The search has 7 words, 6 are allowed. Leave some out.");
    assertThatThrownBy(() -> query("service", "x".repeat(201)))
        .hasMessage("service has 201 characters, 200 are allowed. Shorten it.");
  }

  @Test
  void goesOnAfterThePage_withoutWhatWasListed() {
    TraceCursor cursor = TraceCursor.after(1_000, List.of("aa", "bb"));
    assertThat(TraceCursor.parse(cursor.text())).isEqualTo(cursor);
    assertThat(cursor.end()).isEqualTo(Instant.ofEpochMilli(1_001));
    assertThatThrownBy(() -> TraceCursor.parse("nonsense")).isInstanceOf(BadQueryException.class);
  }

  private static String query(String... pairs) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      parameters.put(pairs[i], List.of(pairs[i + 1]));
    }
    TraceFilter filter = TraceFilter.of(new Request("/api/traces", parameters), CLOCK);
    return filter.clauses().query().toString().replace('"', '\'');
  }
}
