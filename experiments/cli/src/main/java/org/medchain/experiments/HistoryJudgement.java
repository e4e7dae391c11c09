package org.medchain.experiments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.medchain.experiments.config.QuotedText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.history.History;
import org.medchain.history.HistoryFormatException;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.Counterexample;
import org.medchain.history.check.Finding;
import org.medchain.history.check.HistoryValidity;
import org.medchain.history.check.StatisticsChecker;
import org.medchain.history.draw.CounterexampleSvg;
import org.medchain.history.draw.CounterexampleText;
import org.medchain.history.format.HistoryReader;
import org.medchain.history.format.HistoryWriter;
import tools.jackson.databind.json.JsonMapper;

/** Judges the history in a file and says why: the verdict, counts, what is wrong (HIST-13). */
record HistoryJudgement(CommandContext host, Path file, HistoryOptions options, boolean json) {
  /** Nobody can tell whether the history is valid. */
  private static final int UNKNOWN = 3;

  private static final int FINDINGS_MAX = 10;

  /** Prints, draws, and returns the exit code. */
  int judge() throws UserInputException {
    CheckResult result;
    try {
      History history = HistoryReader.read(bytes());
      // A person who hands in a history says nothing of what it should have done.
      result =
          options
              .model()
              .check(options.options(), history)
              .and(new StatisticsChecker((f, tries) -> HistoryValidity.UNKNOWN).check(history));
    } catch (HistoryFormatException e) {
      throw refusal(QuotedText.sentence(e.getMessage()));
    }
    options.drawing().ifPresent(path -> note(result, "drawn", path));
    options.counterexample().ifPresent(path -> note(result, "written", path));
    if (result.counterexample().isPresent()) {
      save(result.counterexample().get());
    }
    if (json) {
      host.out().println(json(result));
    } else {
      text(result).forEach(host.out()::println);
    }
    host.out().flush();
    return switch (result.verdict()) {
      case VALID -> Medchain.OK;
      case INVALID -> Medchain.FAILED;
      case UNKNOWN -> UNKNOWN;
    };
  }

  private UserInputException refusal(String what) {
    return new UserInputException(QuotedText.path(file.toString()) + ": " + what);
  }

  private byte[] bytes() throws UserInputException {
    if (Files.isDirectory(file)) {
      throw refusal("this is a folder; allowed: a file");
    }
    try {
      if (Files.size(file) > HistoryReader.BYTES_MAX) {
        throw refusal("more than " + HistoryReader.BYTES_MAX + " bytes; allowed: at most these");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw refusal("there is no such file");
    } catch (IOException e) {
      throw refusal("the file cannot be read: " + QuotedText.sentence(String.valueOf(e)));
    }
  }

  /** A file that was asked for and is not made deserves a word. */
  private void note(CheckResult result, String done, Path path) {
    if (result.counterexample().isEmpty()) {
      host.err().println("there is no counterexample to be " + done + "; no " + path);
    }
  }

  private void save(Counterexample counterexample) throws UserInputException {
    if (options.drawing().isPresent()) {
      write(options.drawing().get(), CounterexampleSvg.draw(counterexample));
    }
    if (options.counterexample().isPresent()) {
      write(options.counterexample().get(), HistoryWriter.write(counterexample.events()));
    }
  }

  private static void write(Path path, String text) throws UserInputException {
    try {
      AtomicFile.write(path, text);
    } catch (IOException e) {
      throw new UserInputException(
          QuotedText.path(path.toString()) + ": the file cannot be written");
    }
  }

  private List<String> text(CheckResult result) throws UserInputException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %s as %s (%s)"
            .formatted(
                result.verdict().word(),
                QuotedText.path(file.toString()),
                options.model().name(),
                result.checker()));
    lines.add(
        result.counts().entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", ")));
    for (Finding each : result.findings().stream().limit(FINDINGS_MAX).toList()) {
      lines.add("");
      lines.add(each.name() + ": " + QuotedText.sentence(each.text()));
      each.lines().forEach(line -> lines.add("  " + QuotedText.sentence(line)));
    }
    int more = result.findings().size() - FINDINGS_MAX;
    if (more > 0) {
      lines.add("");
      lines.add("and " + more + " more; --json has all");
    }
    Optional<Counterexample> counterexample = result.counterexample();
    if (counterexample.isPresent()) {
      lines.add("");
      lines.addAll(CounterexampleText.lines(counterexample.get()));
    }
    return lines;
  }

  private String json(CheckResult result) throws UserInputException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("verdict", result.verdict().word());
    json.put("model", options.model().name());
    json.put("checker", result.checker());
    json.put("counts", result.counts());
    json.put("findings", result.findings());
    json.put("counterexample", result.counterexample().map(HistoryJudgement::json).orElse(null));
    json.put("witness", result.witness());
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private static Map<String, Object> json(Counterexample counterexample) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("object", counterexample.partition());
    json.put(
        "operations",
        counterexample.operations().stream().map(HistoryOperation::describe).toList());
    json.put("impossible", counterexample.impossible().describe());
    json.put("states", counterexample.states());
    return json;
  }
}
