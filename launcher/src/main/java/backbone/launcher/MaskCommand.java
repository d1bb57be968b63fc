// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.engine.mask.Finding;
import backbone.engine.mask.Masked;
import backbone.engine.mask.Masker;
import backbone.engine.normalize.LogRules;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what masking does to lines. */
@Command(
    name = "mask",
    mixinStandardHelpOptions = true,
    description = "Reads lines, writes each one masked, with what was found.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  echo 'login from 192.168.1.17' | ./backbone mask",
      "  ./backbone mask --rules rules.yaml --service checkout < app.log"
    })
final class MaskCommand implements Callable<Integer> {

  @Mixin private RulesOption rules;

  @Option(names = "--service", description = "Service of the lines, for rules that ask for it.")
  private String service;

  @Override
  public Integer call() throws IOException {
    LogRules used = rules.over(LogRules.STANDARD);
    Masker masker = Masker.of(used.masks(), rules.keys(used));
    masker.enter(service);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    OutputStream out = new BufferedOutputStream(System.out, 1 << 16);
    JsonGenerator json = new JsonFactory().createGenerator(out);
    json.setRootValueSeparator(null);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      write(masker.mask(line), json);
      json.writeRaw('\n');
    }
    json.flush();
    return 0;
  }

  private static void write(Masked masked, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("masked", masked.text());
    json.writeArrayFieldStart("findings");
    for (Finding finding : masked.findings()) {
      json.writeStartObject();
      json.writeStringField("type", finding.type());
      json.writeNumberField("start", finding.start());
      json.writeNumberField("end", finding.end());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
