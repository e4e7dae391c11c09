package org.medchain.experiments.reference;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.experiments.results.CodeHash;
import org.medchain.experiments.results.MachineDescription;
import org.medchain.experiments.results.Provenance;
import org.medchain.launcher.ShutdownHook;
import org.medchain.launcher.WholeFolder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a committed result again by the command in its manifest, and writes the manifest (RES-2). A
 * run of a config is made beside it, and takes its place when it has ended.
 *
 * @param result as it is
 * @param clock wall time
 * @param out for progress; output of the command goes to standard error
 */
public record ResultRefresh(ReferenceResult result, Clock clock, PrintStream out) {
  /** Whether it was made; if not, a line has the reason, and the manifest is unchanged. */
  public boolean reproduce() throws UserInputException, IOException, InterruptedException {
    out.println(result.name() + ": " + result.commandLine());
    Instant start = clock.instant();
    if (!(result.isRun() ? run(start) : runCommand(start))) {
      return false;
    }
    out.println(result.name() + ": made again");
    return true;
  }

  private boolean runCommand(Instant start)
      throws UserInputException, IOException, InterruptedException {
    String codeHash = CodeHash.of(result.projectRoot(), result.code());
    ObjectNode origin = Provenance.describe(result.projectRoot(), result.code(), codeHash);
    if (!shell(result.commandLine()) || !isUnchanged(result.code(), codeHash)) {
      return false;
    }
    origin.setAll(MachineDescription.describe());
    if (result.manifest().has("held_by")) {
      origin.set("held_by", result.manifest().get("held_by"));
    }
    write(origin, start, clock.instant());
    return true;
  }

  /** Runs the config into a folder beside the old one, which it then replaces. */
  private boolean run(Instant start) throws UserInputException, IOException, InterruptedException {
    String beside = "results/runs/refresh-" + result.name().replace('/', '-');
    Path made = result.projectRoot().resolve(beside);
    WholeFolder.delete(made);
    if (!shell(result.commandLine() + " --out " + beside)) {
      return false;
    }
    ReferenceResult run = ReferenceResult.read(result.name(), result.projectRoot(), onlyIn(made));
    if (!isUnchanged(run.code(), run.text("code_hash"))) {
      return false;
    }
    replace(run.folder());
    WholeFolder.delete(made);
    Instant end = clock.instant();
    write(run.manifest(), start, end);
    // The page names the command that made it and the one that redraws it, with its present path.
    if (!shell("experiments/medchain report results/" + result.name())) {
      return false;
    }
    write(run.manifest(), start, end);
    return true;
  }

  private static Path onlyIn(Path made) throws UserInputException, IOException {
    try (Stream<Path> folders = Files.list(made)) {
      List<Path> runs = folders.toList();
      if (runs.size() != 1) {
        throw new UserInputException(
            made + ": holds " + runs.size() + " runs; the command is to make one");
      }
      return runs.getFirst();
    }
  }

  private boolean isUnchanged(List<String> code, String codeHash) throws UserInputException {
    return CodeHash.of(result.projectRoot(), code).equals(codeHash)
        || reportFailure("the code changed meanwhile, so its version is unknown");
  }

  private void replace(Path run) throws IOException {
    for (Path old : ResultFiles.in(result.folder()).values()) {
      Files.delete(old);
    }
    for (Map.Entry<String, Path> each : ResultFiles.in(run).entrySet()) {
      Path to = result.folder().resolve(each.getKey());
      Files.createDirectories(to.getParent());
      Files.move(each.getValue(), to);
    }
  }

  private boolean shell(String command) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("bash", "-c", "{ " + command + "\n} 1>&2")
            .directory(result.projectRoot().toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    ShutdownHook hook = new ShutdownHook("end", () -> end(shell));
    try {
      shell.getOutputStream().close();
      int code = shell.waitFor();
      return code == 0 || reportFailure("its command ended with " + code);
    } finally {
      hook.close();
    }
  }

  private static void end(Process shell) {
    shell.descendants().forEach(ProcessHandle::destroy);
    shell.destroy();
  }

  private boolean reportFailure(String why) {
    out.println(result.name() + ": " + why + "; its manifest stays as it was");
    return false;
  }

  private void write(ObjectNode origin, Instant start, Instant end) throws IOException {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("name", result.name()).put("command_line", "");
    json.setAll(origin);
    json.put("command_line", result.commandLine());
    json.put(ResultFiles.FIELD, ResultFiles.hash(result.folder()));
    json.put("start", start.toString()).put("end", end.toString());
    json.put("wall_s", Duration.between(start, end).toMillis() / 1e3);
    AtomicFile.write(
        result.folder().resolve(ReferenceResult.MANIFEST),
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
  }
}
