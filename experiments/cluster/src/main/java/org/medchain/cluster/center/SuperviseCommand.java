package org.medchain.cluster.center;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.contract.StateEntries;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.StoredRecord;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.light.LightClient;
import org.medchain.node.light.ProvenValue;
import org.medchain.node.transport.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medchain center supervise}: what supervision sees of a participant (CLUSTER-25). */
@Command(
    name = "supervise",
    description = {
      "Shows what the ledger proves of a key: role, points, whether it is frozen, revoked or has",
      "left, and its records with their types. What files contain, the center does not see."
    },
    mixinStandardHelpOptions = true)
final class SuperviseCommand extends ProcessCommand {
  @Mixin private CenterSelection addressed;

  @Option(
      names = "--key",
      paramLabel = "HEX",
      required = true,
      description = "The public key, or the name of a node or client of the cluster (n0, c0).")
  private String key;

  @Override
  protected int run() throws UserInputException, IOException, InterruptedException {
    PublicKey participant = addressed.key(key);
    ClusterFolder cluster = addressed.cluster();
    try (SupervisionReader reader = new SupervisionReader(cluster)) {
      LightClient ledger = reader.connected();
      print(ledger, participant, cluster.genesis().terms().window());
      for (Hash record : reader.records(participant)) {
        print(record, ledger.record(record).value());
      }
      return 0;
    } catch (RefusedException e) {
      throw new IOException("the nodes refuse: " + e.getMessage(), e);
    }
  }

  /** A header carries the root of the state W blocks before: what came later is not proved yet. */
  private void print(LightClient ledger, PublicKey participant, int window)
      throws RefusedException {
    ProvenValue<Optional<Role>> role = ledger.role(participant);
    out()
        .printf(
            Locale.ROOT,
            "after block %d, as proved in %s%n",
            Math.max(0, role.header() - window),
            Instant.ofEpochMilli(role.timestampMs()));
    line("role", role.value().map(Role::toString).orElse("not registered"));
    line("points", ledger.balance(participant).value());
    line("frozen", ledger.entry(StateEntries.frozen(participant)).value().isPresent());
    line("revoked", ledger.isRevoked(participant).value());
    line("left", ledger.entry(StateEntries.departure(participant)).value().isPresent());
  }

  private void line(String name, Object value) {
    out().println(name + ": " + value);
  }

  private void print(Hash id, Optional<StoredRecord> record) {
    line(
        "record " + id.toHex(),
        record.map(each -> each.status() + ", type " + each.type()).orElse("too new to be proved"));
  }
}
