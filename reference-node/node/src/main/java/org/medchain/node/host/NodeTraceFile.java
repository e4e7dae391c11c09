package org.medchain.node.host;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.node.durable.PrivateFiles;
import org.medchain.transition.TraceJson;
import org.medchain.transition.Transition;
import org.medchain.transition.TransitionReader;

/**
 * One node's part of a trace (spec/trace-format.md, NODE-1): each line behind the nanosecond of
 * this machine's monotonic clock at which it happened, by which the parts of all nodes of one
 * machine are put in order.
 *
 * <p>A step's lines are with the operating system before anything of it leaves the node, so that no
 * message tells of a step that a killed process did not record.
 */
final class NodeTraceFile implements HostObserver, AutoCloseable {
  private final TraceJson text;
  private final int node;
  private final TransitionReader transitions;
  private final OutputStream out;

  NodeTraceFile(Path file, TraceJson text, int node, TransitionReader transitions)
      throws IOException {
    this.text = text;
    this.node = node;
    this.transitions = transitions;
    truncateTornLine(file);
    PrivateFiles.createForAppending(file);
    this.out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** A kill may have torn off the last line; the next one must not be joined to it. */
  private static void truncateTornLine(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
      long end = opened.length();
      while (end > 0 && byteAt(opened, end - 1) != '\n') {
        end--;
      }
      opened.setLength(end);
    }
  }

  private static int byteAt(RandomAccessFile file, long position) throws IOException {
    file.seek(position);
    return file.read();
  }

  @Override
  public void stepped(Input input, List<Output> outputs) {
    StringBuilder lines = new StringBuilder();
    long nowNs = System.nanoTime();
    for (Transition transition : transitions.read(input, outputs)) {
      lines.append(nowNs).append(' ').append(text.line(0, node, transition)).append('\n');
    }
    try {
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the trace cannot be written", e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
