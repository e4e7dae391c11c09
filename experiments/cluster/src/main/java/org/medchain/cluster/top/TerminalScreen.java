package org.medchain.cluster.top;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A terminal that is drawn over again and again, in its second buffer (ANSI). */
final class TerminalScreen implements AutoCloseable {
  private static final Path STDOUT = Path.of("/proc/self/fd/1");
  private static final String ENTER = "\u001b[?1049h\u001b[?25l";
  private static final String LEAVE = "\u001b[?25h\u001b[?1049l";

  private final PrintWriter out;
  private boolean open = true;

  /**
   * A terminal's size.
   *
   * @param rows lines
   * @param columns characters
   */
  record TerminalSize(int rows, int columns) {
    /** Where nothing else is known. */
    static final TerminalSize DEFAULT = new TerminalSize(24, 80);

    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,5}) ([1-9]\\d{0,5})");

    /** What {@code stty size} prints. */
    static Optional<TerminalSize> parse(String text) {
      Matcher size = SIZE.matcher(text.trim());
      return size.matches()
          ? Optional.of(
              new TerminalSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))))
          : Optional.empty();
    }
  }

  TerminalScreen(PrintWriter out) {
    this.out = out;
    write(ENTER);
  }

  /**
   * Whether stdout is an interactive terminal; the JDK reports it for stdin and stdout together
   * only.
   */
  static boolean onStdout() {
    try {
      String target = STDOUT.toRealPath().toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException e) {
      return false; // A pipe has no path, and other systems have no such folder.
    }
  }

  /** The terminal's size now, which people change while they look. */
  static TerminalSize size() {
    if (!onStdout() || !Files.exists(Path.of("/dev/tty"))) {
      return TerminalSize.DEFAULT;
    }
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Path.of("/dev/tty").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text = new String(stty.getInputStream().readNBytes(100), StandardCharsets.US_ASCII);
      return stty.waitFor(1, TimeUnit.SECONDS)
          ? TerminalSize.parse(text).orElse(TerminalSize.DEFAULT)
          : TerminalSize.DEFAULT;
    } catch (IOException e) {
      return TerminalSize.DEFAULT;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return TerminalSize.DEFAULT;
    }
  }

  /** What to write so that exactly these lines are seen, as far as there is room. */
  static String frame(List<String> lines, int rows) {
    boolean fits = lines.size() <= rows;
    List<String> shown = fits ? lines : lines.subList(0, Math.max(0, rows - 1));
    StringBuilder frame = new StringBuilder("\u001b[H");
    shown.forEach(line -> frame.append(line).append("\u001b[K\r\n"));
    if (!fits) {
      frame.append("... ").append(lines.size() - shown.size()).append(" more lines\u001b[K");
    }
    return frame.append("\u001b[J").toString();
  }

  synchronized void draw(List<String> lines, TerminalSize size) {
    if (open) {
      write(frame(lines, size.rows() - 1));
    }
  }

  private void write(String text) {
    out.print(text);
    out.flush();
  }

  /** Gives the terminal back as it was; the second time does nothing. */
  @Override
  public synchronized void close() {
    if (open) {
      open = false;
      write(LEAVE);
    }
  }
}
