package org.medchain.client.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.client.enrolment.CenterConnection;
import org.medchain.client.enrolment.InputException;
import org.medchain.client.enrolment.LocalInputs;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.center.CenterRequest;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.identity.CredentialFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code medchain hospital}: a hospital's commands (paper §4). */
@Command(
    name = "hospital",
    description =
        "Registers a hospital or the nodes of one, holds files, trades in and reads records.",
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
    })
public final class HospitalCommand extends CommandGroup {
  public HospitalCommand() {}

  /** Makes the identity, or gives nodes of the cluster the role. */
  @Command(
      name = "register",
      description =
          "Makes keys here and has the center enrol them as a hospital's; with --node, has the"
              + " center register the keys that nodes of the cluster have: they may hold files"
              + " then.")
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
    CommandAnswer run() throws Exception {
      Role usual = nodes.isEmpty() ? Role.HOSPITAL : Role.TERTIARY_HOSPITAL;
      Role role = takeRole(word == null ? usual.word() : word, Role.with(Role.Duty.STORE));
      return nodes.isEmpty() ? super.run() : registered(cluster.chosen(), nodes, role);
    }

    /** The paper's tertiary hospitals are nodes (§3.2.2). */
    private static CommandAnswer registered(
        LocalInputs.LocalCluster cluster, List<String> names, Role role) throws Exception {
      List<PublicKey> keys = new ArrayList<>();
      List<CenterRequest> orders = new ArrayList<>();
      for (String name : names) {
        CertificateSubject subject = subject(cluster.folder(), name);
        keys.add(subject.key());
        orders.add(order(subject, role));
      }
      try (CenterConnection operator = cluster.connectToCenter(true)) {
        for (CenterRequest each : orders) {
          List<Receipt> unused = operator.execute(client -> client.execute(each));
        }
      }
      return CommandAnswer.of(String.join(", ", names) + ": hospitals, which may hold files")
          .with("nodes", names)
          .with("keys", keys);
    }

    private static CenterRequest order(CertificateSubject node, Role role) throws Exception {
      return typed(
          "--role: ",
          () ->
              new CenterRequest.AuthoriseKeyRequest(
                  node, Optional.of(new Participant(node.key(), role))));
    }

    private static CertificateSubject subject(Path cluster, String name) throws Exception {
      Path credentials = cluster.resolve("nodes").resolve(name).resolve("credentials");
      if (!name.matches("n\\d{1,4}") || !Files.isDirectory(credentials)) {
        throw new InputException("--node: '" + name + "' is not a node of " + cluster);
      }
      return CredentialFiles.read(credentials).subject();
    }
  }
}
