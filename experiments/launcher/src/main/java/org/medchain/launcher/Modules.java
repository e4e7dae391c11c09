package org.medchain.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathNodes;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The modules of the build as far as a build needs to know them: which needs which, and where each
 * has its sources. Read from the poms, only when something is built.
 */
final class Modules {
  private static final String MODULES =
      "/project/modules/module | /project/profiles/profile/modules/module";

  private static final String NEEDS =
      "/project/dependencies/dependency[groupId='org.medchain'][not(scope='test')]/artifactId";

  private final XPath xpath = XPathFactory.newInstance().newXPath();
  private final Map<String, Module> byFolder = new LinkedHashMap<>();

  /**
   * A module.
   *
   * @param folder from the project's root
   * @param needs folders of the modules that it needs directly
   * @param inputs what its classes are made of: files and folders from the project's root
   */
  record Module(String folder, List<String> needs, List<String> inputs) {}

  private Modules() {}

  /** Reads the root pom and those that it names, in profiles too. */
  static Modules read(Path home) throws Stop {
    Modules modules = new Modules();
    try {
      modules.readAll(home);
    } catch (XPathExpressionException e) {
      throw new IllegalStateException(e);
    }
    return modules;
  }

  private void readAll(Path home) throws Stop, XPathExpressionException {
    Map<String, Node> poms = new LinkedHashMap<>();
    Map<String, String> folders = new HashMap<>();
    for (String folder : new LinkedHashSet<>(texts(pom(home.resolve("pom.xml")), MODULES))) {
      Node pom = pom(home.resolve(folder).resolve("pom.xml"));
      poms.put(folder, pom);
      folders.put(texts(pom, "/project/artifactId").get(0), folder);
    }
    for (Map.Entry<String, Node> each : poms.entrySet()) {
      String folder = each.getKey();
      List<String> needs =
          texts(each.getValue(), NEEDS).stream().map(it -> folders.getOrDefault(it, "")).toList();
      byFolder.put(folder, new Module(folder, needs, inputs(folder, each.getValue())));
    }
  }

  /** All, in the order of the root pom. */
  List<Module> all() {
    return List.copyOf(byFolder.values());
  }

  /** A module and all that it needs. */
  SortedSet<String> closure(String folder) {
    SortedSet<String> all = new TreeSet<>();
    collect(folder, all);
    return all;
  }

  private void collect(String folder, SortedSet<String> all) {
    if (byFolder.containsKey(folder) && all.add(folder)) {
      byFolder.get(folder).needs().forEach(each -> collect(each, all));
    }
  }

  /** Both poms, the main sources, and resources that lie elsewhere. */
  private List<String> inputs(String folder, Node pom) throws XPathExpressionException {
    List<String> inputs =
        new ArrayList<>(List.of("pom.xml", folder + "/pom.xml", folder + "/src/main"));
    for (Node resource : nodes(pom, "/project/build/resources/resource")) {
      Path directory = Path.of(folder, texts(resource, "directory").get(0)).normalize();
      List<String> files = texts(resource, "includes/include");
      boolean named = !files.isEmpty() && files.stream().noneMatch(each -> each.contains("*"));
      if (!directory.startsWith(Path.of(folder, "src", "main"))) {
        (named ? files : List.of("")).forEach(it -> inputs.add(directory.resolve(it).toString()));
      }
    }
    return inputs;
  }

  private static Node pom(Path file) throws Stop {
    if (!Files.isRegularFile(file)) {
      throw Stop.failed(file + " is missing");
    }
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(file.toFile());
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw Stop.failed(file + " cannot be read: " + e.getMessage());
    }
  }

  private XPathNodes nodes(Node from, String path) throws XPathExpressionException {
    return xpath.evaluateExpression(path, from, XPathNodes.class);
  }

  private List<String> texts(Node from, String path) throws XPathExpressionException {
    List<String> texts = new ArrayList<>();
    nodes(from, path).forEach(each -> texts.add(each.getTextContent().strip()));
    return texts;
  }
}
