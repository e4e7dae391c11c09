package org.medchain.cluster.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One node's part of a trace, line by line; a line that a kill tore off ends it (CLUSTER-3). */
final class TracePart implements AutoCloseable {
  /** The clock, and the line whose number is still to come. */
  private static final Pattern LINE = Pattern.compile("(\\d{1,19}) \\{\"n\":0,(\"node\":.*\\})");

  private final Path file;
  private final BufferedReader reader;
  private Optional<TracePartEntry> next;
  private long position;

  /**
   * A transition.
   *
   * @param ns when it happened
   * @param rest of the line behind its number
   */
  record TracePartEntry(long ns, String rest) {}

  TracePart(Path file) throws IOException {
    this.file = file;
    this.reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
    this.next = read();
  }

  /** The next line, which stays the next one; nothing at the end. */
  Optional<TracePartEntry> peek() {
    return next;
  }

  /** Advances to the next line. */
  void advance() throws IOException {
    next = read();
  }

  private Optional<TracePartEntry> read() throws IOException {
    String line = reader.readLine();
    if (line == null) {
      return Optional.empty();
    }
    position++;
    Matcher matcher = LINE.matcher(line);
    if (matcher.matches()) {
      return Optional.of(new TracePartEntry(Long.parseLong(matcher.group(1)), matcher.group(2)));
    }
    if (reader.readLine() != null) {
      throw new IOException(file + ":" + position + ": this is no line of a node's trace");
    }
    return Optional.empty(); // torn off by a kill
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
