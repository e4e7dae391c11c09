package org.medchain.study;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.medchain.experiments.Medchain;
import org.medchain.study.file.StudySchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code medchain game schema}. */
@Command(
    name = "schema",
    description = "Prints the JSON schema of study files, with every key and default explained.",
    mixinStandardHelpOptions = true,
    versionProvider = Medchain.MedchainVersion.class)
final class GameSchemaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(StudySchema.text());
    out.flush();
    return 0;
  }
}
