package org.medchain.comparison;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.medchain.comparison.config.ClientAccessConfig;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.HostKind;
import org.medchain.comparison.config.LinkConfig;
import org.medchain.comparison.config.PlannedFault;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RequestProofKind;

/**
 * What the keys of a config are to node processes of one machine (EXP-17): all that a cluster takes
 * and does not take, a row for each reason. The row with the longest path that fits a key is its
 * own. What depends on the machine alone, such as its memory, is none of it: a grid follows from
 * its config.
 */
// The functions are immutable, but the checker cannot see it.
@SuppressWarnings("ImmutableEnumChecker")
public enum HostedKey {
  /** All that is the same on both hosts. */
  TAKEN(
      "name, repeats, seed, host, finality, metadata, points, workload, pbft, processes,"
          + " fault_parameters, axes, where",
      "any",
      ""),
  /** Their number follows from the machine, so the whole config is refused, by the host. */
  NODES("nodes", "as many as memory and processors allow", "a config with more is refused"),
  PROTOCOLS(
      "protocols",
      "pbft",
      "hashes of others are virtual, and their blocks in no store that is judged",
      cell -> refuse(cell.protocol() != ProtocolKind.PBFT, cell.protocol().key())),
  FAULTS(
      "faults, fault_rates",
      "crash or restart",
      "a trial's processes follow the protocol, and TCP delivers what was sent",
      cell ->
          refuse(
              cell.faulty() > 0
                  && cell.fault() != FaultKind.CRASH
                  && cell.fault() != FaultKind.RESTART,
              cell.fault().key())),
  FAULT_PLAN(
      "fault_plan",
      "of crash and restart",
      "a trial's processes follow the protocol, and TCP delivers what was sent",
      cell ->
          cell.config().faultPlan().stream()
              .filter(
                  each ->
                      !(each instanceof PlannedFault.Crash || each instanceof PlannedFault.Restart))
              .map(each -> each.getClass().getSimpleName().toLowerCase(Locale.ROOT))),
  ADVERSARIES(
      "adversaries",
      "none",
      "a trial's processes follow the protocol",
      cell ->
          refuse(
              !cell.config().adversaries().isEmpty(),
              Integer.toString(cell.config().adversaries().size()))),
  CLIENTS(
      "workload.clients",
      "up to 64",
      "one thread serves all",
      cell ->
          refuse(
              cell.config().workload().clients() > 64,
              Integer.toString(cell.config().workload().clients()))),
  REQUESTS(
      "pbft.requests",
      "signed",
      "a trial's clients sign",
      cell ->
          refuse(
              cell.config().pbft().requests() != RequestProofKind.SIGNED,
              cell.config().pbft().requests().key())),
  GAME(
      "game",
      "left out",
      "its verifiers read a replica's state in memory",
      cell -> refuse(cell.config().game().isOn(), "given")),
  LINKS(
      "network",
      "any",
      "proxies delay what passes where processes.links is proxied, which it is by itself where the"
          + " network is an axis or not the default one; else it says nothing"),
  LOSS(
      "network.loss",
      "0",
      "TCP delivers what was sent",
      cell ->
          DoubleStream.concat(
                  DoubleStream.of(cell.config().network().loss()),
                  cell.config().network().links().stream().mapToDouble(LinkConfig::loss))
              .filter(loss -> loss > 0 && cell.config().processes().isProxied())
              .mapToObj(Double::toString)),
  AGENCIES(
      "network.clients.agencies",
      "left out",
      "clients connect to all",
      cell ->
          cell.config().network().clients().map(ClientAccessConfig::agencies).stream()
              .filter(agencies -> !agencies.isEmpty() && cell.config().processes().isProxied())
              .map(Object::toString)),
  /** Costs that only a model has. */
  MODELLED("calibration, signatures, cpu, disk, machine", "", "real machines have their own"),
  OF_OTHERS("pow, sealed, network.neighbours", "", "PBFT alone runs there"),
  OF_OTHER_FAULTS(
      "fault_parameters.delay_ms, fault_parameters.loss", "", "no fault that reads it is taken");

  private final List<String> paths;
  private final String allowed;
  private final String reason;
  private final Function<TrialCell, Stream<String>> refused;

  HostedKey(String paths, String allowed, String reason) {
    this(paths, allowed, reason, cell -> Stream.empty());
  }

  HostedKey(
      String paths, String allowed, String reason, Function<TrialCell, Stream<String>> refused) {
    this.paths = List.of(paths.split(", "));
    this.allowed = allowed;
    this.reason = reason;
    this.refused = refused;
  }

  private static Stream<String> refuse(boolean refused, String value) {
    return Stream.of(value).filter(each -> refused);
  }

  /** The keys' paths. */
  public List<String> paths() {
    return paths;
  }

  /** Which of their values are taken; empty where the keys say nothing. */
  public String allowed() {
    return allowed;
  }

  /** Why no others are. */
  public String reason() {
    return reason;
  }

  /** The row of a key, by its path or that of what is around it. */
  public static Optional<HostedKey> of(String path) {
    return Arrays.stream(values())
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
    return Optional.of(config)
        .filter(each -> each.host() == HostKind.CLUSTER)
        .flatMap(each -> of(path))
        .filter(
            row ->
                row.allowed.isEmpty()
                    || (row.paths.getFirst().startsWith(LINKS.paths.getFirst())
                        && !config.processes().isProxied()))
        .map(HostedKey::reason);
  }

  /**
   * Why a trial cannot be on its config's host: lines that begin with the key; none where it can.
   */
  public static List<String> obstacles(TrialCell cell) {
    return cell.config().host() != HostKind.CLUSTER
        ? List.of()
        : Arrays.stream(values())
            .flatMap(row -> row.refused.apply(cell).map(row::refusal))
            .distinct()
            .toList();
  }

  private String refusal(String value) {
    return "%s must be %s on a cluster (%s), not %s"
        .formatted(paths.getFirst(), allowed, reason, value);
  }
}
