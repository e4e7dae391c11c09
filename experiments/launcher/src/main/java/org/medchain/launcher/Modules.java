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
import java.util.SequencedSet;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The modules of the build as far as a build needs to know them: which needs which, and where each
 * has its sources. Read from the poms, only when something is built.
 */
final class Modules {
  private static final String GROUP = "org.medchain";

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
    Element root = pom(home.resolve("pom.xml"));
    Map<String, Element> poms = new LinkedHashMap<>();
    Map<String, String> folders = new HashMap<>();
    for (String folder : folders(root)) {
      Element pom = pom(home.resolve(folder).resolve("pom.xml"));
      poms.put(folder, pom);
      folders.put(text(pom, "artifactId"), folder);
    }
    for (Map.Entry<String, Element> each : poms.entrySet()) {
      List<String> needs = new ArrayList<>();
      for (Element needed : children(child(each.getValue(), "dependencies"), "dependency")) {
        if (text(needed, "groupId").equals(GROUP) && !text(needed, "scope").equals("test")) {
          needs.add(folders.getOrDefault(text(needed, "artifactId"), ""));
        }
      }
      List<String> inputs = inputs(each.getKey(), each.getValue());
      modules.byFolder.put(each.getKey(), new Module(each.getKey(), needs, inputs));
    }
    return modules;
  }

  private static SequencedSet<String> folders(Element root) {
    List<Element> lists = new ArrayList<>(children(root, "modules"));
    for (Element each : children(child(root, "profiles"), "profile")) {
      lists.addAll(children(each, "modules"));
    }
    SequencedSet<String> folders = new LinkedHashSet<>();
    for (Element list : lists) {
      children(list, "module").forEach(each -> folders.add(each.getTextContent().strip()));
    }
    return folders;
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

  Module module(String folder) throws Stop {
    Module found = byFolder.get(folder);
    if (found == null) {
      throw Stop.failed("the root pom has no module " + folder);
    }
    return found;
  }

  /** Both poms, the main sources, and resources that lie elsewhere. */
  private static List<String> inputs(String folder, Element pom) {
    List<String> inputs = new ArrayList<>(List.of("pom.xml", folder + "/pom.xml"));
    inputs.add(folder + "/src/main");
    for (Element resource : children(child(child(pom, "build"), "resources"), "resource")) {
      Path directory = Path.of(folder, text(resource, "directory")).normalize();
      if (directory.startsWith(Path.of(folder, "src", "main"))) {
        continue;
      }
      List<Element> includes = children(child(resource, "includes"), "include");
      boolean named = !includes.isEmpty();
      for (Element include : includes) {
        named &= !include.getTextContent().contains("*");
      }
      if (!named) {
        inputs.add(directory.toString());
      }
      for (Element include : named ? includes : List.<Element>of()) {
        inputs.add(directory.resolve(include.getTextContent().strip()).toString());
      }
    }
    return inputs;
  }

  private static Element pom(Path file) throws Stop {
    if (!Files.isRegularFile(file)) {
      throw Stop.failed(file + " is missing");
    }
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw Stop.failed(file + " cannot be read: " + e.getMessage());
    }
  }

  /** An element's children of this name; none of no element. */
  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node at = parent == null ? null : parent.getFirstChild();
        at != null;
        at = at.getNextSibling()) {
      if (at instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  private static Element child(Element parent, String name) {
    List<Element> found = children(parent, name);
    return found.isEmpty() ? null : found.get(0);
  }

  private static String text(Element parent, String name) {
    Element found = child(parent, name);
    return found == null ? "" : found.getTextContent().strip();
  }
}
