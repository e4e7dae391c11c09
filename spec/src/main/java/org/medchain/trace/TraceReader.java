package org.medchain.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads traces as spec/trace-format.md has them (TRACE-2), and takes nothing else. */
final class TraceReader {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final List<String> HEAD =
      List.of("trace", "protocol", "nodes", "members", "faulty", "window", "interval", "genesis");
  private static final List<String> LINE =
      List.of(
          "n",
          "node",
          "action",
          "input",
          "sender",
          "message",
          "view",
          "height",
          "block",
          "parent",
          "certificates",
          "proofs",
          "requests");
  private static final List<String> CERTIFICATE =
      List.of("kind", "view", "height", "block", "parent", "voters");
  private static final List<String> PROOF = List.of("sender", "message", "certificates");
  private static final List<String> PROTOCOLS = List.of("pbft", "pow");
  private static final List<String> KINDS =
      List.of("prepared", "decided", "stable", "voted", "members");

  private final Path file;
  private int nodes;
  private int position;

  private TraceReader(Path file) {
    this.file = file;
  }

  /**
   * The trace in a file.
   *
   * @throws InvalidTrace if there is no such file, or it is not a trace
   */
  static Trace read(Path file) throws InvalidTrace {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      return new TraceReader(file).read(lines);
    } catch (NoSuchFileException e) {
      throw new InvalidTrace(file + ": there is no such file");
    } catch (MalformedInputException e) {
      throw new InvalidTrace(
          file + ": the file is not UTF-8 text, allowed is a trace in JSON Lines");
    } catch (IOException e) {
      throw new InvalidTrace(file + ": cannot be read: " + e.getMessage());
    }
  }

  private Trace read(BufferedReader text) throws InvalidTrace, IOException {
    String first = next(text);
    if (first == null) {
      throw new InvalidTrace(file + ": the file is empty, allowed is a trace with its first line");
    }
    TraceHeader head = head(object(first));
    nodes = head.nodes();
    List<TraceStep> lines = new ArrayList<>();
    for (String line = next(text); line != null; line = next(text)) {
      lines.add(line(object(line)));
    }
    return new Trace(head, lines);
  }

  private String next(BufferedReader text) throws IOException {
    position++;
    String line = text.readLine();
    return position == 1 && line != null && line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  private String where() {
    return file + ":" + position;
  }

  private JsonNode object(String line) throws InvalidTrace {
    try {
      return JSON.readTree(line);
    } catch (JacksonException e) {
      throw new InvalidTrace(
          where() + ": this is not JSON (" + e.getOriginalMessage() + "), allowed is one object");
    }
  }

  private TraceHeader head(JsonNode object) throws InvalidTrace {
    TraceFields fields = new TraceFields(object, where(), HEAD);
    if (fields.number("trace") != 2) {
      throw new InvalidTrace(where() + ": 'trace' is " + object.get("trace") + ", allowed is 2");
    }
    int count = fields.number("nodes");
    TraceHeader head =
        new TraceHeader(
            fields.oneOf("protocol", PROTOCOLS),
            count,
            fields.nodes("members", count),
            fields.nodes("faulty", count),
            fields.number("window"),
            fields.number("interval"),
            fields.id("genesis"));
    boolean pbft = head.protocol().equals("pbft");
    if (head.interval() == 0 || (pbft && (head.members().isEmpty() || head.window() == 0))) {
      throw new InvalidTrace(
          where() + ": members, window or interval are empty or 0, allowed is from 1 on");
    }
    return head;
  }

  private TraceStep line(JsonNode object) throws InvalidTrace {
    TraceFields fields = new TraceFields(object, where(), LINE);
    int number = fields.number("n");
    if (number != position - 1) {
      throw new InvalidTrace(
          String.format(
              Locale.ROOT,
              "%s: 'n' is %d, allowed is %d, the position",
              where(),
              number,
              position - 1));
    }
    return new TraceStep(
        number,
        fields.node("node", nodes),
        fields.word("action"),
        fields.word("input"),
        fields.nodeOrNull("sender", nodes),
        fields.idOrNull("message"),
        fields.numberOrNull("view"),
        fields.numberOrNull("height"),
        fields.idOrNull("block"),
        fields.idOrNull("parent"),
        certificates(fields),
        proofs(fields),
        fields.ids("requests"));
  }

  private List<TraceStep.TraceCertificate> certificates(TraceFields of) throws InvalidTrace {
    List<TraceStep.TraceCertificate> all = new ArrayList<>();
    for (JsonNode each : of.list("certificates")) {
      TraceFields fields = new TraceFields(each, where() + ", a certificate", CERTIFICATE);
      all.add(
          new TraceStep.TraceCertificate(
              fields.oneOf("kind", KINDS),
              fields.numberOrNull("view"),
              fields.number("height"),
              fields.idOrNull("block"),
              fields.idOrNull("parent"),
              fields.nodes("voters", nodes)));
    }
    return all;
  }

  private List<TraceStep.TraceProof> proofs(TraceFields of) throws InvalidTrace {
    List<TraceStep.TraceProof> all = new ArrayList<>();
    for (JsonNode each : of.list("proofs")) {
      TraceFields fields = new TraceFields(each, where() + ", a proof", PROOF);
      all.add(
          new TraceStep.TraceProof(
              fields.node("sender", nodes), fields.id("message"), certificates(fields)));
    }
    return all;
  }
}
