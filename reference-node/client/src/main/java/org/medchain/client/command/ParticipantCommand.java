package org.medchain.client.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.medchain.client.enrolment.CenterConnection;
import org.medchain.client.enrolment.InputException;
import org.medchain.client.enrolment.LocalInputs;
import org.medchain.client.identity.IdentitiesFolder;
import org.medchain.client.identity.JsonText;
import org.medchain.consensus.inspection.UnacceptedRecoveryException;
import org.medchain.node.transport.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * A command of a participant (PROC-4): its answer in words or as JSON, and the exit code 0 if it is
 * done, 1 if it was refused, 2 if the command line or a file is wrong or the cluster cannot be
 * reached.
 */
@Command(mixinStandardHelpOptions = true)
abstract class ParticipantCommand implements Callable<Integer> {
  static final int DONE = 0;
  static final int REFUSED = 1;
  static final int UNUSABLE = 2;

  private static final Set<String> OF_ANY_COMMAND =
      Set.of("--as", "--json", "--identities", "--passphrase-file");

  /**
   * Control characters, ends of lines, halves of a pair; and marks, embeddings, overrides and
   * isolates of the Unicode bidirectional algorithm (UAX 9).
   */
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]");

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Answers with a JSON object on standard output.")
  private boolean json;

  @Option(
      names = "--identities",
      paramLabel = "DIR",
      description = "Folder of identities; .medchain in the home folder unless given.")
  private Path identities;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "Its first line is the passphrase of the identity's keys.")
  private Path passphraseFile;

  /** Does it. */
  abstract CommandAnswer run() throws Exception;

  /** Does it, and tells the answer. */
  void answer() throws Exception {
    tell(run());
  }

  @Override
  public final Integer call() throws Exception {
    try {
      answer();
      return DONE;
    } catch (RefusedException e) {
      return ended(REFUSED, "refused: " + oneLine(String.valueOf(e.getMessage())));
    } catch (InputException e) {
      return ended(UNUSABLE, e.getMessage());
    } catch (UnacceptedRecoveryException e) {
      return ended(
          UNUSABLE,
          e.getMessage()
              + ". Nothing is asked or sent before you accept it: 'medchain cluster accept"
              + " --help'");
    } catch (IOException e) {
      return ended(
          CenterConnection.isRefusal(e) ? REFUSED : UNUSABLE,
          oneLine(String.valueOf(e.getMessage())));
    } finally {
      spec.commandLine().getOut().flush();
    }
  }

  /**
   * Tells it.
   *
   * @throws IOException if nobody takes it
   */
  final void tell(CommandAnswer answer) throws IOException {
    if (json) {
      print(CommandAnswer.of("done", true).withAll(answer.fields()));
    } else {
      answer.lines().forEach(line -> spec.commandLine().getOut().println(oneLine(line)));
    }
    if (spec.commandLine().getOut().checkError()) {
      throw new IOException("it is done, and its answer cannot be written");
    }
  }

  /**
   * The words typed for the command, without the identity and the form of the output; in one order.
   */
  final String typedWords() {
    ParseResult parsed = spec.commandLine().getParseResult();
    Map<String, List<String>> options = new TreeMap<>();
    for (OptionSpec each : parsed.matchedOptions()) {
      if (!OF_ANY_COMMAND.contains(each.longestName())) {
        options.put(each.longestName(), each.originalStringValues());
      }
    }
    List<String> words = new ArrayList<>(List.of(spec.name()));
    options.forEach((name, values) -> words.add(name + "=" + String.join(",", values)));
    parsed.matchedPositionals().forEach(each -> words.addAll(each.originalStringValues()));
    return String.join(" ", words);
  }

  /**
   * Printed text may contain words of others: types, descriptions, reasons, names. None of them
   * begins a new line, moves the cursor or turns the direction of writing: each such character is
   * printed as a question mark (PROC-4).
   */
  static String oneLine(String text) {
    return CONTROL.matcher(text).replaceAll("?");
  }

  private int ended(int code, String reason) {
    if (json) {
      print(CommandAnswer.of("done", false).with("exit_code", code).with("reason", reason));
    }
    spec.commandLine().getErr().println(spec.qualifiedName() + ": " + reason);
    spec.commandLine().getErr().flush();
    return code;
  }

  private void print(CommandAnswer answer) {
    spec.commandLine().getOut().print(JsonText.of(answer.fields()));
  }

  /** Says at once what happens, before the answer; with JSON beside it. */
  final void progress(String line) {
    PrintWriter out = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    out.println(oneLine(line));
    out.flush();
  }

  /**
   * Converts typed values, whose limits their own type checks.
   *
   * @param option to be named with what is wrong, as in {@code --type: }
   */
  static <T> T typed(String option, Callable<T> made) throws Exception {
    try {
      return made.call();
    } catch (IllegalArgumentException e) {
      throw new InputException(option + e.getMessage());
    }
  }

  /** The identities of this user. */
  final IdentitiesFolder identities() {
    return identities == null
        ? IdentitiesFolder.usual()
        : new IdentitiesFolder(identities.toAbsolutePath().normalize());
  }

  /** Of the identity's keys; empty if none was named. */
  final char[] passphrase() throws InputException {
    try {
      return passphraseFile == null ? new char[0] : LocalInputs.here().passphrase(passphraseFile);
    } catch (IOException e) {
      throw new InputException("--passphrase-file: " + e.getMessage());
    }
  }
}
