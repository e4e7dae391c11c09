package org.medchain.cluster.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.experiments.config.ConfigSchema;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.config.ValidatedYaml;
import org.medchain.experiments.config.YamlKind;
import tools.jackson.databind.JsonNode;

/**
 * A cluster over several machines (CLUSTER-6): the host of each process. Only its folders are made
 * here; the machines' operators copy and start them.
 *
 * @param members how many of the nodes are consensus nodes, the first ones
 * @param addresses of all processes
 */
public record HostsFile(int members, ProcessAddresses addresses) {
  private static final ConfigSchema SCHEMA = ConfigSchema.of(YamlKind.HOSTS, schemaText());
  private static final int PORT = 7000;
  private static final int OPERATOR_PORT = 7100;

  /** The schema of the file. */
  public static String schemaText() {
    return SchemaText.of(HostsFile.class, "hosts-schema.json");
  }

  /**
   * Reads a file.
   *
   * @throws UserInputException with a line for each problem that it has
   */
  public static HostsFile read(Path file) throws UserInputException {
    JsonNode root = ValidatedYaml.read(file, SCHEMA).root();
    List<ProcessAddresses.ProcessAddress> nodes = new ArrayList<>();
    root.path("nodes").forEach(each -> nodes.add(place(each)));
    int members = nodes.size();
    root.path("followers").forEach(each -> nodes.add(place(each)));
    return new HostsFile(members, new ProcessAddresses(nodes, place(root.path("center"))));
  }

  private static ProcessAddresses.ProcessAddress place(JsonNode node) {
    return new ProcessAddresses.ProcessAddress(
        node.path("host").asString(""),
        node.path("port").asInt(PORT),
        node.path("operator_port").asInt(OPERATOR_PORT));
  }

  /** The plan with as many nodes as there are places. */
  public ClusterPlan plan(ClusterPlan plan) {
    return RecordCopy.with(
        plan, Map.of("nodes", members, "followers", addresses.nodes().size() - members));
  }

  /** What to copy to each machine, and what to run there. */
  public List<String> commands(ClusterFolder folder) {
    List<String> lines = new ArrayList<>();
    lines.add(line(addresses.center(), folder.center(), "center", folder.centerFile()));
    for (int i = 0; i < addresses.nodes().size(); i++) {
      lines.add(line(addresses.nodes().get(i), folder.node(i), "node", folder.nodeFile(i)));
    }
    return lines;
  }

  private static String line(
      ProcessAddresses.ProcessAddress place, Path folder, String command, Path config) {
    return "  %s: %s, then: experiments/medchain %s --config %s/%s"
        .formatted(place.host(), folder, command, folder.getFileName(), folder.relativize(config));
  }
}
