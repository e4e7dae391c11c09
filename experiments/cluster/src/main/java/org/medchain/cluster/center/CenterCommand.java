package org.medchain.cluster.center;

import java.nio.file.Path;
import java.util.Optional;
import org.medchain.cluster.local.PassphraseFile;
import org.medchain.experiments.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medchain center}: the regulatory center in this terminal, and orders to a running one. */
@Command(
    name = "center",
    description = "Runs the regulatory center until it is stopped (Ctrl-C, SIGTERM).",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {
      AuthoriseCommand.class,
      InviteCommand.class,
      EnrolCommand.class,
      ReplaceKeyCommand.class,
      GuardianCommand.class,
      RevokeCommand.class,
      FreezeCommand.class,
      ThawCommand.class,
      JudgeCommand.class,
      PayCommand.class,
      SuperviseCommand.class,
      MemberCommand.class,
      RenewListCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 fine; 1 the center or the ledger refused, or does not reply;",
      "2 the command, the config or a file is not as it should be."
    })
public final class CenterCommand implements Subcommand {
  @Spec private CommandSpec spec;

  @Option(names = "--config", paramLabel = "FILE", description = "The center's config, in YAML.")
  private Path config;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = {
        "Its first line is the passphrase of the center's key; unless given, the file that was "
            + "named when the cluster was made."
      })
  private Path passphraseFile;

  public CenterCommand() {}

  @Override
  public Integer call() {
    if (config == null) {
      throw new ParameterException(spec.commandLine(), "--config or a command is missing");
    }
    return CenterProcess.run(config, Optional.ofNullable(passphraseFile).map(PassphraseFile::new));
  }
}
