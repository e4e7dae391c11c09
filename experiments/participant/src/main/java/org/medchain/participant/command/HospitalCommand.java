package org.medchain.participant.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.cluster.center.CenterConnection;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.Receipt;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.CenterRequest;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.transport.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medchain hospital}: what a hospital does (paper §4). */
@Command(
    name = "hospital",
    description =
        "Registers a hospital or the nodes of one, holds files, trades in and reads records.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      HospitalCommand.HospitalRegisterCommand.class,
      RecordReadCommand.class,
      SearchCommands.Search.class,
      HospitalHoldingCommands.Store.class,
      HospitalHoldingCommands.Serve.class,
      RecordStatusCommand.class,
      ProviderTradeCommands.Offer.class,
      ProviderTradeCommands.WithdrawOffer.class,
      ProviderTradeCommands.Requests.class,
      ProviderTradeCommands.Sign.class,
      ProviderTradeCommands.Decline.class,
      DemanderTradeCommands.Request.class,
      DemanderTradeCommands.Match.class,
      DemanderTradeCommands.Draft.class,
      DemanderTradeCommands.Cancel.class,
      DemanderTradeCommands.Leave.class,
      DemanderTradeCommands.Evaluate.class,
      ProviderTradeCommands.DealList.class
    },
    footer = {"", "Exit codes: 0 done; 1 refused, with the reason; 2 usage, or unreachable."})
public final class HospitalCommand implements Subcommand {
  @Spec private CommandSpec spec;

  /** For the service loader. */
  public HospitalCommand() {}

  /** No subcommand. */
  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** Makes the identity, or gives nodes of the cluster the role. */
  @Command(
      name = "register",
      description = {
        "Makes keys here and has the center enrol them as a hospital's; with --node, has the "
            + "center register the keys that nodes of the cluster have: they may hold files then."
      },
      mixinStandardHelpOptions = true)
  static final class HospitalRegisterCommand extends RegisterCommand {
    @Option(
        names = "--node",
        paramLabel = "NAME",
        description = "A node whose key becomes a hospital's, e.g. n0; more than once for more.")
    private List<String> nodes = List.of();

    @Option(
        names = "--role",
        paramLabel = "ROLE",
        description = "hospital or tertiary_hospital; a node's is tertiary unless given.")
    private String word;

    HospitalRegisterCommand() {
      super(Role.HOSPITAL);
    }

    @Override
    CommandAnswer run()
        throws UserInputException, IOException, RefusedException, InterruptedException {
      Role usual = nodes.isEmpty() ? Role.HOSPITAL : Role.TERTIARY_HOSPITAL;
      Role role = takeRole(word == null ? usual.word() : word, Role.with(Role.Duty.STORE));
      return nodes.isEmpty() ? super.run() : HospitalNodes.register(cluster(), nodes, role);
    }
  }

  /**
   * Registers the keys of a cluster's nodes as hospitals': the paper's tertiary hospitals (§3.2.2).
   */
  private static final class HospitalNodes {
    private HospitalNodes() {}

    static CommandAnswer register(ClusterFolder cluster, List<String> names, Role role)
        throws UserInputException, IOException, RefusedException, InterruptedException {
      List<CertificateSubject> subjects = new ArrayList<>();
      for (String name : names) {
        subjects.add(subject(cluster, name));
      }
      List<CenterRequest> orders = new ArrayList<>();
      for (CertificateSubject each : subjects) {
        orders.add(order(each, role));
      }
      try (CenterConnection operator = CenterConnection.of(cluster)) {
        for (CenterRequest each : orders) {
          List<Receipt> unused = operator.execute(client -> client.execute(each));
        }
      }
      return CommandAnswer.of(String.join(", ", names) + ": hospitals, which may hold files")
          .with("nodes", names)
          .with("keys", subjects.stream().map(each -> each.key().value().toHex()).toList());
    }

    private static CenterRequest order(CertificateSubject node, Role role)
        throws UserInputException {
      try {
        return new CenterRequest.AuthoriseKeyRequest(
            node, Optional.of(new Participant(node.key(), role)));
      } catch (IllegalArgumentException e) {
        throw new UserInputException("--role: " + e.getMessage());
      }
    }

    private static CertificateSubject subject(ClusterFolder cluster, String name)
        throws UserInputException, IOException, RefusedException {
      Path credentials = cluster.folder().resolve("nodes").resolve(name).resolve("credentials");
      if (!name.matches("n\\d{1,4}") || !Files.isDirectory(credentials)) {
        throw new UserInputException("--node: '" + name + "' is no node of " + cluster.folder());
      }
      return CredentialFiles.read(credentials).subject();
    }
  }
}
