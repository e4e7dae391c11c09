package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.running.WorkProgress;
import org.medchain.study.analyse.CreditAnalysis;
import org.medchain.study.evolve.EvolutionAnalysis;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.StudyResults;
import org.medchain.study.simulate.PopulationAnalysis;
import org.medchain.study.solve.EquilibriumAnalysis;
import tools.jackson.databind.JsonNode;

/** Studies as text, and what the analyses find, without the command around them. */
public final class Studies {
  /** On the caller's thread, in silence. */
  public static final StudyExecution SILENT =
      new StudyExecution(1, new WorkProgress(new PrintWriter(Writer.nullWriter()), false));

  private Studies() {}

  /** The study of this text. */
  public static StudyFile read(String text) throws UserInputException {
    try {
      Path file = Files.createTempFile("study", ".yaml");
      try {
        return StudyFile.read(Files.writeString(file, text), OptionalLong.empty());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text's study is refused at a line, in these words. */
  public static void refused(String text, int line, String words) {
    UserInputException refusal = catchThrowableOfType(UserInputException.class, () -> read(text));
    assertThat(refusal).as("refused: " + words).isNotNull();
    assertThat(refusal.lines())
        .singleElement()
        .asString()
        .contains(".yaml:" + line + ":")
        .contains(words);
  }

  /** What {@code game solve} finds. */
  public static JsonNode solved(String text) throws UserInputException {
    StudyResults findings = new StudyResults();
    new EquilibriumAnalysis(read(text), SILENT, findings).run();
    return findings.json();
  }

  /** What {@code game evolve} finds. */
  public static StudyResults evolved(String text) throws UserInputException {
    StudyResults findings = new StudyResults();
    new EvolutionAnalysis(read(text), SILENT, findings).run();
    return findings;
  }

  /** What {@code game simulate} finds. */
  public static JsonNode simulated(String text) throws UserInputException {
    StudyResults findings = new StudyResults();
    new PopulationAnalysis(read(text), SILENT, findings).run();
    return findings.json();
  }

  /** What {@code game analyse} finds. */
  public static JsonNode analysed(String text) throws UserInputException {
    StudyResults findings = new StudyResults();
    new CreditAnalysis(read(text), SILENT, findings).run();
    return findings.json();
  }
}
