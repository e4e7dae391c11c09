package org.medchain.cluster.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.experiments.config.CheckedYaml;
import org.medchain.experiments.config.ConfigSchema;
import org.medchain.experiments.config.Refusal;
import org.medchain.node.center.Validity;
import tools.jackson.databind.JsonNode;

/**
 * A cluster over several machines (CLUSTER-6): who is where. Only its folders are made here; they
 * are copied and started by whoever runs the machines.
 *
 * @param members how many of the nodes are consensus nodes, the first ones
 * @param places of all processes
 */
public record Hosts(int members, Places places) {
  private static final ConfigSchema SCHEMA = ConfigSchema.of(schemaText());
  private static final int PORT = 7000;
  private static final int OPERATOR_PORT = 7100;

  /** The schema of the file. */
  public static String schemaText() {
    try (InputStream in = Hosts.class.getResourceAsStream("hosts-schema.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws Refusal with a line for each problem that it has
   */
  public static Hosts read(Path file) throws Refusal {
    JsonNode root = CheckedYaml.read(file, SCHEMA).root();
    List<Places.Place> nodes = new ArrayList<>();
    root.path("nodes").forEach(each -> nodes.add(place(each)));
    int members = nodes.size();
    root.path("followers").forEach(each -> nodes.add(place(each)));
    return new Hosts(members, new Places(nodes, place(root.path("center"))));
  }

  private static Places.Place place(JsonNode node) {
    return new Places.Place(
        node.path("host").asString(""),
        node.path("port").asInt(PORT),
        node.path("operator_port").asInt(OPERATOR_PORT));
  }

  /** The plan with as many nodes as there are places. */
  public ClusterPlan plan(ClusterPlan plan) {
    return new ClusterPlan(
        members,
        places.nodes().size() - members,
        plan.clients(),
        plan.window(),
        plan.consensus(),
        plan.force(),
        plan.trace(),
        plan.shell(),
        0,
        plan.rules(),
        plan.jvm());
  }

  /** Makes the folders. */
  public ClusterFolder create(Path folder, ClusterPlan plan) throws IOException {
    return ClusterFolder.create(folder, plan, places, Validity.DEFAULT);
  }

  /** What to copy to each machine, and what to run there. */
  public List<String> commands(ClusterFolder folder) {
    List<String> lines = new ArrayList<>();
    lines.add(line(places.center(), folder.center(), "center", folder.centerFile()));
    for (int i = 0; i < places.nodes().size(); i++) {
      lines.add(line(places.nodes().get(i), folder.node(i), "node", folder.nodeFile(i)));
    }
    return lines;
  }

  private static String line(Places.Place place, Path folder, String command, Path config) {
    return "  %s: %s, then: experiments/medchain %s --config %s/%s"
        .formatted(place.host(), folder, command, folder.getFileName(), folder.relativize(config));
  }
}
