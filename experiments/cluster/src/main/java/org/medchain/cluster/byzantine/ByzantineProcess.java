package org.medchain.cluster.byzantine;

import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.comparison.ByzantineMember;
import org.medchain.comparison.config.AdversaryConfig;
import org.medchain.comparison.config.ConfigKeys;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.consensus.Replica;
import org.medchain.contract.Genesis;
import org.medchain.data.Difficulty;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.host.NodePorts;
import org.medchain.node.host.NodePorts.HostedReplica;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What a node process does that is Byzantine on purpose (FN-7): the adversaries of the simulation,
 * named as in a config's {@code adversaries}. Its host signs for it as for any replica, so what it
 * says is signed with the node's own key.
 */
public final class ByzantineProcess implements NodePorts {
  private static final Logger LOG = LoggerFactory.getLogger(ByzantineProcess.class);

  /** A behaviour, and in parentheses the keys that would stand beside it in a config. */
  private static final Pattern ITEM = Pattern.compile("([a-z_]+)\\s*(?:\\(([^()]*)\\))?");

  private final String text;
  private final List<AdversaryConfig> items;
  private final SortedSet<Integer> colluders;
  private final long seed;

  private ByzantineProcess(
      String text, List<AdversaryConfig> items, SortedSet<Integer> colluders, long seed) {
    this.text = text;
    this.items = items;
    this.colluders = colluders;
    this.seed = seed;
  }

  /**
   * Reads behaviours, e.g. {@code silence(receivers: [1, 2]), slowness}.
   *
   * @param seed of all that is drawn
   * @throws UserInputException with a line for each problem; a wrong name is answered with those
   *     that there are
   */
  public static ByzantineProcess parse(String text, long seed) throws UserInputException {
    ArrayNode items = items(text);
    SortedSet<Integer> colluders = new TreeSet<>();
    for (JsonNode each : items) {
      each.path("nodes").forEach(node -> colluders.add(node.asInt(0)));
      ((ObjectNode) each).putIfAbsent("nodes", JsonNodeFactory.instance.arrayNode().add(0));
    }
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("name", "adversary");
    config.putArray("protocols").add(ProtocolKind.PBFT.key());
    config.putArray("nodes").add(ExperimentConfig.MAX_NODES);
    config.set("adversaries", items);
    try {
      return new ByzantineProcess(
          text, LoadedConfig.told(config).experiment().adversaries(), colluders, seed);
    } catch (UserInputException e) {
      // There is no file whose line it could be.
      throw new UserInputException(
          e.lines().stream()
              .map(line -> line.replaceFirst("^config(:\\d+)?: ", "adversary: "))
              .toList());
    }
  }

  private static ArrayNode items(String text) throws UserInputException {
    try {
      if (text.matches("(?:(?:^|,)\\s*" + ITEM + "\\s*)+")) {
        String items = ITEM.matcher(text).replaceAll(ByzantineProcess::item);
        return (ArrayNode) YAMLMapper.builder().build().readTree("[" + items + "]");
      }
    } catch (JacksonException e) {
      throw unreadable(text);
    }
    throw unreadable(text);
  }

  private static String item(MatchResult item) {
    String keys = item.group(2) == null || item.group(2).isBlank() ? "" : item.group(2) + ", ";
    return Matcher.quoteReplacement("{" + keys + "behaviour: " + item.group(1) + "}");
  }

  private static UserInputException unreadable(String text) {
    return new UserInputException(
        "adversary: '"
            + text
            + "'; allowed is BEHAVIOUR[,BEHAVIOUR...], each with its keys in parentheses if it"
            + " needs some, as in 'silence(receivers: [1, 2]),slowness'");
  }

  @Override
  public Replica replica(HostedReplica correct) throws IOException {
    Genesis genesis = correct.genesis();
    int self = genesis.membership().indexOf(correct.self());
    ProtocolKind protocol = protocol(correct);
    check(self, genesis.membership().size(), protocol);
    TreeSet<Integer> group = new TreeSet<>(colluders);
    group.add(self);
    try {
      Replica member =
          ByzantineMember.ofProcess(
                  genesis,
                  correct.consensus().protocol().isFinal(),
                  System.currentTimeMillis() * 1_000_000,
                  seed)
              .replica(correct.self(), items, group, correct.replica(), correct.another());
      LOG.warn("THIS NODE IS BYZANTINE ON PURPOSE: {}", text);
      return member;
    } catch (IllegalArgumentException e) {
      throw new IOException("adversary: " + e.getMessage(), e);
    }
  }

  private static ProtocolKind protocol(HostedReplica correct) {
    if (!correct.consensus().protocol().isFinal()) {
      return ProtocolKind.POW;
    }
    return correct.genesis().terms().difficulty().equals(Difficulty.NONE)
        ? ProtocolKind.PBFT
        : ProtocolKind.SEALED;
  }

  private void check(int self, int nodes, ProtocolKind protocol) throws IOException {
    if (self < 0) {
      throw new IOException("adversary: this node is no consensus node");
    }
    for (AdversaryConfig each : items) {
      ByzantineBehaviour behaviour = each.behaviour();
      if (!behaviour.appliesTo(protocol.votes())) {
        throw new IOException(
            "adversary: %s does nothing under %s"
                .formatted(ConfigKeys.of(behaviour.getClass()), protocol.key()));
      }
      TreeSet<Integer> named = new TreeSet<>(each.nodes());
      behaviour.namedNodes().values().forEach(named::addAll);
      if (named.last() >= nodes) {
        throw new IOException(
            "adversary: no node " + named.last() + "; there are 0 to " + (nodes - 1));
      }
    }
  }

  /** Its behaviours as they were written. */
  @Override
  public String toString() {
    return text;
  }
}
