package org.medchain.cluster.center;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.contract.center.Freezing;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.registration.KeyNames;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.light.LightClient;
import org.medchain.node.light.ProvenValue;
import org.medchain.node.transport.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code medchain center supervise}: what supervision sees of a participant, and of emergencies and
 * guardians (CLUSTER-25).
 */
@Command(name = "supervise", mixinStandardHelpOptions = true)
final class SuperviseCommand implements Callable<Integer> {
  @Mixin private CenterSelection addressed;

  /** PRIV-3: shares of keys go to readers whom the ledger let read; the center reads nothing. */
  private static final String NOT_SEEN =
      "not seen: what files contain, and their keys, of which the center has no share";

  @Option(names = "--key", paramLabel = "HEX")
  private String key;

  @Override
  public Integer call() throws UserInputException, IOException, InterruptedException {
    return addressed.told(answer());
  }

  private CenterAnswer answer() throws UserInputException, IOException, InterruptedException {
    Optional<PublicKey> named = key == null ? Optional.empty() : Optional.of(addressed.key(key));
    ClusterFolder cluster = addressed.cluster();
    try (SupervisionReader reader = new SupervisionReader(cluster)) {
      LightClient ledger = reader.connected();
      CenterAnswer answer = CenterAnswer.of(List.of());
      if (named.isPresent()) {
        participant(answer, ledger, named.get(), cluster.genesis().terms().window());
        records(answer, reader, ledger, named.get());
      }
      Optional<PublicKey> whose = named.isEmpty() ? named : Optional.of(name(ledger, named.get()));
      for (SupervisedOrder each : reader.supervised()) {
        // CON-31, CON-33: of this participant, or of all.
        each.sight()
            .filter(sight -> whose.stream().allMatch(sight::concerns))
            .ifPresent(sight -> answer.line(sight.text()));
      }
      return answer.line(NOT_SEEN);
    } catch (RefusedException e) {
      throw new IOException("the nodes refuse: " + e.getMessage(), e);
    }
  }

  private static void records(
      CenterAnswer answer, SupervisionReader reader, LightClient ledger, PublicKey participant)
      throws RefusedException, InterruptedException {
    for (Hash id : reader.records(participant)) {
      String text =
          ledger
              .entry(Records.entry(id))
              .value()
              .map(each -> each.status() + ", type " + each.type())
              .orElse("too new to be proved");
      answer.line("record " + id.toHex() + ": " + text);
    }
  }

  /** CON-32: under which the ledger speaks of who has this key. */
  private static PublicKey name(LightClient ledger, PublicKey key) throws RefusedException {
    return ledger.entry(KeyNames.nameEntry(key)).value().orElse(key);
  }

  /** A header carries the root of the state W blocks before: what came later is not proved yet. */
  private static void participant(
      CenterAnswer answer, LightClient ledger, PublicKey key, int window) throws RefusedException {
    ProvenValue<Optional<Role>> role = ledger.entry(Registration.roleEntry(key));
    long height = Math.max(0, role.header() - window);
    Instant proved = Instant.ofEpochMilli(role.timestampMs());
    answer
        .line(String.format(Locale.ROOT, "after block %d, as proved in %s", height, proved))
        .line("role: " + role.value().map(Role::toString).orElse("not registered"))
        .line("points: " + ledger.entry(WorldState.balanceEntry(key)).value().orElse(0L))
        .line("frozen: " + ledger.entry(Freezing.entry(key)).value().isPresent())
        .line("revoked: " + ledger.entry(Registration.revokedSinceEntry(key)).value().isPresent())
        .line("left: " + ledger.entry(Registration.departureEntry(key)).value().isPresent());
    ledger
        .entry(KeyNames.nameEntry(key))
        .value()
        .ifPresent(name -> answer.line("replaced_key_of: " + name.value().toHex()));
    ledger
        .entry(KeyNames.currentEntry(key))
        .value()
        .ifPresent(now -> answer.line("signs_with: " + now.value().toHex()));
  }
}
