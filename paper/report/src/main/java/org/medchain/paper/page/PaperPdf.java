package org.medchain.paper.page;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Lays a page out on A4. Letters that the PDF's own fonts lack, such as ≤ and →, come from
 * Liberation Sans, which PDFBox brings. The same page gives the same text and lines; times and
 * random identifiers are left out.
 */
public final class PaperPdf {
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final String FAMILY = "Liberation Sans";
  private static final int NORMAL_WEIGHT = 400;

  private PaperPdf() {}

  /**
   * The bytes of a PDF.
   *
   * @param html well-formed, with all figures in it
   * @throws IOException if the library cannot lay it out
   */
  public static byte[] of(String html) throws IOException {
    // It would tell each step on stderr.
    XRLog.setLoggingEnabled(false);
    FSSupplier<InputStream> font = () -> PDDocument.class.getResourceAsStream(FONT);
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.useFont(font, FAMILY, NORMAL_WEIGHT, FontStyle.NORMAL, true);
    builder.withHtmlContent(html, null);
    builder.withProducer("medchain");
    try (BatikSVGDrawer figures = new BatikSVGDrawer()) {
      builder.useSVGDrawer(figures);
      try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
        renderer.createPDFWithoutClosing();
        return bytes(renderer.getPdfDocument());
      }
    }
  }

  private static byte[] bytes(PDDocument document) throws IOException {
    document.getDocumentInformation().setCreationDate(null);
    document.getDocumentInformation().setModificationDate(null);
    document.setDocumentId(1L);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }
}
