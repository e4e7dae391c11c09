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
    resourceBundle = "org.medchain.cluster.help")
public final class CenterCommand implements Subcommand {
  @Spec private CommandSpec spec;

  @Option(names = "--config", paramLabel = "FILE")
  private Path config;

  @Option(names = "--passphrase-file", paramLabel = "FILE")
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
