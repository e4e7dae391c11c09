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
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads traces as spec/trace-format.md has them (TRACE-2), and takes nothing else. */
final class TraceReader {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

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
          "proofs");
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
   * @throws BadTrace if there is no such file, or it is no trace
   */
  static Trace read(Path file) throws BadTrace {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      return new TraceReader(file).read(lines);
    } catch (NoSuchFileException e) {
      throw new BadTrace(file + ": there is no such file");
    } catch (MalformedInputException e) {
      throw new BadTrace(file + ": the file is not UTF-8 text, allowed is a trace in JSON Lines");
    } catch (IOException e) {
      throw new BadTrace(file + ": cannot be read: " + e.getMessage());
    }
  }

  private Trace read(BufferedReader text) throws BadTrace, IOException {
    String first = next(text);
    if (first == null) {
      throw new BadTrace(file + ": the file is empty, allowed is a trace with its first line");
    }
    Head head = head(object(first));
    nodes = head.nodes();
    List<Line> lines = new ArrayList<>();
    for (String line = next(text); line != null; line = next(text)) {
      lines.add(line(object(line)));
    }
    return new Trace(head, lines);
  }

  private String next(BufferedReader text) throws IOException {
    position++;
    return text.readLine();
  }

  private String where() {
    return file + ":" + position;
  }

  private JsonNode object(String line) throws BadTrace {
    try {
      return JSON.readTree(line);
    } catch (JacksonException e) {
      throw new BadTrace(
          where() + ": this is no JSON (" + e.getOriginalMessage() + "), allowed is one object");
    }
  }

  private Head head(JsonNode object) throws BadTrace {
    Fields fields = new Fields(object, where(), HEAD);
    if (fields.number("trace") != 1) {
      throw new BadTrace(where() + ": 'trace' is " + object.get("trace") + ", allowed is 1");
    }
    int count = fields.number("nodes");
    Head head =
        new Head(
            fields.oneOf("protocol", PROTOCOLS),
            count,
            fields.nodes("members", count),
            fields.nodes("faulty", count),
            fields.number("window"),
            fields.number("interval"),
            fields.id("genesis"));
    boolean pbft = head.protocol().equals("pbft");
    if (head.interval() == 0 || (pbft && (head.members().isEmpty() || head.window() == 0))) {
      throw new BadTrace(
          where() + ": members, window or interval are empty or 0, allowed is from 1 on");
    }
    return head;
  }

  private Line line(JsonNode object) throws BadTrace {
    Fields fields = new Fields(object, where(), LINE);
    int number = fields.number("n");
    if (number != position - 1) {
      throw new BadTrace(
          String.format(
              Locale.ROOT,
              "%s: 'n' is %d, allowed is %d, the position",
              where(),
              number,
              position - 1));
    }
    return new Line(
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
        proofs(fields));
  }

  private List<Line.Certificate> certificates(Fields of) throws BadTrace {
    List<Line.Certificate> all = new ArrayList<>();
    for (JsonNode each : of.list("certificates")) {
      Fields fields = new Fields(each, where() + ", a certificate", CERTIFICATE);
      all.add(
          new Line.Certificate(
              fields.oneOf("kind", KINDS),
              fields.numberOrNull("view"),
              fields.number("height"),
              fields.idOrNull("block"),
              fields.idOrNull("parent"),
              fields.nodes("voters", nodes)));
    }
    return all;
  }

  private List<Line.Proof> proofs(Fields of) throws BadTrace {
    List<Line.Proof> all = new ArrayList<>();
    for (JsonNode each : of.list("proofs")) {
      Fields fields = new Fields(each, where() + ", a proof", PROOF);
      all.add(
          new Line.Proof(fields.node("sender", nodes), fields.id("message"), certificates(fields)));
    }
    return all;
  }
}
