package org.medchain.study.figure;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Reads what was drawn as any XML reader would. */
public final class XmlAssertions {
  private XmlAssertions() {}

  /** Fails unless the text is well-formed. */
  public static Document parse(String xml) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(xml)));
    } catch (Exception e) {
      throw new AssertionError("not well-formed: " + e.getMessage(), e);
    }
  }

  /** The words of a drawing, in the order in which they were drawn. */
  public static List<String> words(String svg) {
    return elements(svg, "text").stream().map(Element::getTextContent).toList();
  }

  public static List<Element> elements(String xml, String name) {
    NodeList nodes = parse(xml).getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  /** A drawing without colours: white, and all others alike. */
  static String withoutColors(String svg) {
    return svg.replace("rgb(255,255,255)", "white").replaceAll("rgb\\([0-9,]*\\)", "dark");
  }
}
