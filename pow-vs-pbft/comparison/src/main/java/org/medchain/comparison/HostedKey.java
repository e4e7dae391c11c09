package org.medchain.comparison;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.medchain.comparison.config.ClientAccessConfig;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.HostKind;
import org.medchain.comparison.config.LinkConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RequestProofKind;
import org.medchain.simulation.fault.Fault;

/**
 * What keys of a config are to node processes of one machine (EXP-17): a line of {@code
 * hosted-keys.txt}, the table of all that a cluster takes and does not take. What depends on the
 * machine alone, such as its memory, refuses no trial: a grid follows from its config.
 *
 * @param paths of the keys, with all that is within them but what another line has
 * @param allowed which of their values are taken; empty where the keys say nothing
 * @param reason why no others are
 */
public record HostedKey(List<String> paths, String allowed, String reason) {
  /** The table. */
  public static final List<HostedKey> ALL =
      ColumnDefinition.rows(ColumnDefinition.text(HostedKey.class, "hosted-keys.txt"), 3)
          .map(row -> new HostedKey(List.of(row[0].split(", ", -1)), row[1], row[2]))
          .toList();

  private static final int CLIENTS_MAX = 64;

  /** The line of a key, by its path. */
  public static Optional<HostedKey> of(String path) {
    return ALL.stream()
        .filter(row -> row.length(path) > 0)
        .max(Comparator.comparingInt(row -> row.length(path)));
  }

  /** Of the longest path that fits. */
  private int length(String path) {
    return paths.stream()
        .filter(own -> path.equals(own) || path.startsWith(own + "."))
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }

  /** Why a key means nothing to the host of a config; empty where it means something. */
  public static Optional<String> unread(ExperimentConfig config, String path) {
    boolean bare = isOfNetwork(path) && !config.processes().isProxied();
    return config.host() == HostKind.CLUSTER
        ? of(path).filter(row -> row.allowed.isEmpty() || bare).map(HostedKey::reason)
        : Optional.empty();
  }

  /** Whether a key says what is between processes. */
  public static boolean isOfNetwork(String path) {
    return path.equals("network") || path.startsWith("network.");
  }

  /** Why a trial cannot be on its config's host: a line for each key, which begins with it. */
  public static List<String> obstacles(TrialCell cell) {
    return cell.config().host() != HostKind.CLUSTER
        ? List.of()
        : ALL.stream()
            .flatMap(
                row ->
                    refused(row.paths.getFirst(), cell)
                        .map(
                            value ->
                                "%s must be %s on a cluster (%s), not %s"
                                    .formatted(
                                        row.paths.getFirst(), row.allowed, row.reason, value)))
            .distinct()
            .toList();
  }

  /** The values of a key in a trial that are not taken. */
  private static Stream<?> refused(String path, TrialCell cell) {
    ExperimentConfig config = cell.config();
    return switch (path) {
      case "protocols" ->
          Stream.of(cell.protocol())
              .filter(each -> each != ProtocolKind.PBFT)
              .map(ProtocolKind::key);
      case "faults" ->
          Stream.of(cell.fault())
              .filter(each -> each != FaultKind.CRASH && each != FaultKind.RESTART)
              .filter(each -> cell.faulty() > 0)
              .map(FaultKind::key);
      case "fault_plan" ->
          config.faultPlan().stream()
              .filter(each -> !(each instanceof Fault.Crash))
              .filter(each -> !(each instanceof Fault.Restart))
              .map(each -> each.getClass().getSimpleName().toLowerCase(Locale.ROOT));
      case "adversaries" -> Stream.of(config.adversaries().size()).filter(count -> count > 0);
      case "workload.clients" ->
          Stream.of(config.workload().clients()).filter(count -> count > CLIENTS_MAX);
      case "pbft.requests" ->
          Stream.of(config.pbft().requests())
              .filter(each -> each != RequestProofKind.SIGNED)
              .map(RequestProofKind::key);
      case "game" -> Stream.of("given").filter(each -> config.game().isOn());
      case "network.loss" ->
          DoubleStream.concat(
                  DoubleStream.of(config.network().loss()),
                  config.network().links().stream().mapToDouble(LinkConfig::loss))
              .filter(loss -> loss > 0 && config.processes().isProxied())
              .boxed();
      case "network.clients.agencies" ->
          config.network().clients().map(ClientAccessConfig::agencies).stream()
              .filter(each -> !each.isEmpty() && config.processes().isProxied());
      default -> Stream.empty();
    };
  }
}
