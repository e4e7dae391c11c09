package org.medchain.experiments.results;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.metrics.DayOutcome;
import org.medchain.comparison.metrics.LatencyRecorder;
import org.medchain.comparison.metrics.StepOutcome;
import org.medchain.experiments.config.UserInputException;
import org.medchain.launcher.OutOfHeap;

/**
 * A trial's latencies as an HdrHistogram log in µs of virtual time, from intended start times where
 * the load is open. The warm-up is an interval of its own with the tag {@code warmup}: readers
 * leave tagged intervals out of their sums (EXP-10).
 */
public final class HistogramLog {
  /** The column of largest values is in ms, the histograms themselves are in µs. */
  private static final double US_PER_MS = 1000;

  private static final double MS_PER_S = 1000;

  /** Of all latencies. */
  static final int DIGITS = 3;

  /** Behind how many steps of a kind a day has, those without an answer included. */
  private static final String PLANNED = " planned]";

  private static final Pattern PLANNED_STEPS = Pattern.compile("#\\[(\\S+): (\\d+)" + PLANNED);

  private HistogramLog() {}

  /** Writes both histograms of a result. */
  public static void write(Path file, TrialResult result) throws IOException {
    List<String> comments =
        List.of(
            "[trial " + result.cell().number() + ", seed " + result.cell().seed() + "]",
            "[latency in us of virtual time; times in s from the trial's start]");
    write(
        file,
        comments,
        log -> {
          double warmupS = result.cell().timing().warmupS();
          log.outputIntervalHistogram(0, warmupS, result.warmup(), US_PER_MS);
          log.outputIntervalHistogram(
              warmupS, Math.max(warmupS, result.virtualS()), result.latency(), US_PER_MS);
          for (StepOutcome step : result.day().map(DayOutcome::steps).orElse(List.of())) {
            log.outputComment("[" + step.step() + ": " + step.planned() + PLANNED);
            writeStep(log, step.latencyUs(), result.virtualS());
          }
        });
  }

  private static void write(Path file, List<String> comments, Consumer<HistogramLogWriter> lines)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      HistogramLogWriter log = new HistogramLogWriter(out);
      comments.forEach(log::outputComment);
      log.outputLogFormatVersion();
      log.outputLegend();
      lines.accept(log);
    }
    AtomicFile.write(file, bytes.toString(StandardCharsets.UTF_8));
  }

  /** A day's steps, from its beginning on, each kind with its word as the tag (CMP-55). */
  private static void writeStep(HistogramLogWriter log, Histogram step, double endS) {
    step.setStartTimeStamp(0);
    step.setEndTimeStamp(Math.round(endS * MS_PER_S));
    log.outputIntervalHistogram(0, endS, step, US_PER_MS);
  }

  /**
   * The latencies of a trial's measured requests, in µs: what {@link #write} wrote without its
   * warm-up.
   *
   * @throws UserInputException where the file is missing or not such a log
   */
  public static Histogram read(Path file) throws UserInputException {
    Histogram sum = new Histogram(DIGITS);
    for (Histogram each : intervals(file)) {
      if (each.getTag() == null) {
        sum.add(each);
      }
    }
    return sum;
  }

  /** The steps of a trial's day, in µs, each with its word as the tag; none of other loads. */
  public static List<Histogram> steps(Path file) throws UserInputException {
    return intervals(file).stream()
        .filter(each -> each.getTag() != null && !each.getTag().equals(LatencyRecorder.WARMUP))
        .toList();
  }

  /**
   * Of each kind of step the number that the day of the trial has.
   *
   * @throws UserInputException where the file cannot be read
   */
  public static Map<String, Long> planned(Path file) throws UserInputException {
    try {
      return PLANNED_STEPS
          .matcher(Files.readString(file))
          .results()
          .collect(Collectors.toMap(each -> each.group(1), each -> Long.valueOf(each.group(2))));
    } catch (IOException e) {
      throw new UserInputException(file + ": cannot be read as text");
    }
  }

  /**
   * Writes histograms in µs with their tags, which other programs read.
   *
   * @param comment about all of them
   */
  public static void write(Path file, String comment, List<Histogram> tagged) throws IOException {
    write(
        file,
        List.of("[" + comment + "]"),
        log -> tagged.forEach(each -> writeStep(log, each, each.getEndTimeStamp() / MS_PER_S)));
  }

  private static List<Histogram> intervals(Path file) throws UserInputException {
    List<Histogram> all = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file);
        HistogramLogReader log = new HistogramLogReader(in)) {
      for (EncodableHistogram next; (next = log.nextIntervalHistogram()) != null; ) {
        all.add((Histogram) next);
      }
    } catch (IOException | RuntimeException e) {
      if (OutOfHeap.line(e).isPresent()) {
        throw new IllegalStateException(e); // It says nothing about the file.
      }
      throw new UserInputException(file + ": not a histogram that this version of medchain wrote");
    }
    return all;
  }
}
