// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LogQueriesTest {

  private static final TimeRange HOUR =
      new TimeRange(Instant.parse("2026-11-23T13:00:00Z"), Instant.parse("2026-11-23T14:00:00Z"));
  private static final String TIME =
      "{'range':{'@timestamp':{'gte':'2026-11-23T13:00:00Z','lt':'2026-11-23T14:00:00Z',"
          + "'format':'strict_date_optional_time_nanos'}}}";

  @Test
  void sortsByTimeThenFileAndOffset() {
    Page page = new Page(false, 50, Optional.empty());
    assertThat(text(LogQueries.list(filter(Map.of()), page)))
        .isEqualTo(
            "{'size':50,'timeout':'10s','track_total_hits':false,'query':{'bool':{'filter':["
                + TIME
                + "],'must_not':[]}},'_source':false,'fields':["
                + "{'field':'@timestamp','format':'strict_date_optional_time_nanos'},"
                + "{'field':'event.ingested','format':'strict_date_optional_time_nanos'},"
                + "'message','log.level','service.name','host.name','log.file.path','log.offset',"
                + "'trace.id','http.response.status_code','labels.team','labels.env','origin.id'],"
                + "'sort':[{'@timestamp':{'order':'asc','format':'strict_date_optional_time_nanos',"
                + "'numeric_type':'date_nanos','unmapped_type':'date_nanos'}},"
                + "{'log.file.path':{'order':'asc','unmapped_type':'keyword'}},"
                + "{'log.offset':{'order':'asc','unmapped_type':'long'}},"
                + "{'origin.id':{'order':'asc','unmapped_type':'keyword'}}]}");
  }

  @Test
  void continuesAfterCursor() {
    ArrayNode last = JsonNodeFactory.instance.arrayNode().add("t").addNull().add(5).add("id");
    Page page = new Page(true, 1, Optional.of(Cursor.of(last)));
    assertThat(text(LogQueries.list(filter(Map.of()), page).path("search_after")))
        .isEqualTo("['t',null,5,'id']");
  }

  @Test
  void refusesCursor_whenItIsNotOurs() {
    for (String cursor :
        List.of("%%", "e30", Cursor.of(JsonNodeFactory.instance.arrayNode().add(1)))) {
      Page page = new Page(true, 1, Optional.of(cursor));
      assertThatThrownBy(() -> LogQueries.list(filter(Map.of()), page))
          .hasMessage("The cursor is not one of ours. Start again without it.");
    }
  }

  @Test
  void refusesPage_whenTooLarge() {
    assertThatThrownBy(() -> new Page(true, 501, Optional.empty()))
        .hasMessageStartingWith("size=501 is outside 1 to 500.");
  }

  @Test
  void countsLevelsPerBar() {
    assertThat(text(LogQueries.histogram(filter(Map.of())).path("aggs")))
        .isEqualTo(
            "{'time':{'date_histogram':{'field':'@timestamp','fixed_interval':'30s',"
                + "'min_doc_count':1},'aggs':{'level':{'terms':{'field':'log.level','size':10}}}}}");
  }

  @Test
  void countsFacetUnderTheOthersFilters() {
    Map<Facet, List<String>> chosen =
        Map.of(Facet.SERVICE, List.of("a"), Facet.LEVEL, List.of("error", ""));
    JsonNode aggs = LogQueries.facets(filter(chosen)).path("aggs");
    assertThat(text(aggs.at("/service/filter")))
        .isEqualTo(
            "{'bool':{'filter':[{'bool':{'should':[{'terms':{'log.level':['error']}},"
                + "{'bool':{'must_not':[{'exists':{'field':'log.level'}}]}}]}}],'must_not':[]}}");
    assertThat(text(aggs.at("/level/filter/bool/filter")))
        .isEqualTo("[{'bool':{'should':[{'terms':{'service.name':['a']}}]}}]");
    assertThat(aggs.at("/team/filter/bool/filter").size()).isEqualTo(2);
  }

  @Test
  void followsArrival_whenTail() {
    JsonNode filters =
        LogQueries.tail(filter(Map.of()), Instant.parse("2026-11-23T13:59:50Z"), 10)
            .at("/query/bool/filter");
    assertThat(text(filters.path(1)))
        .isEqualTo(
            "{'range':{'event.ingested':{'gte':'2026-11-23T13:59:50Z',"
                + "'format':'strict_date_optional_time_nanos'}}}");
  }

  @Test
  void refusesFilter_whenTooManyValues() {
    Map<Facet, List<String>> many = Map.of(Facet.TEAM, java.util.Collections.nCopies(21, "x"));
    assertThatThrownBy(() -> filter(many)).hasMessageStartingWith("team: at most 20 values");
  }

  private static LogFilter filter(Map<Facet, List<String>> values) {
    return new LogFilter(HOUR, "", values);
  }

  private static String text(JsonNode node) {
    return node.toString().replace('"', '\'');
  }
}
