package org.medchain;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URL;
import org.medchain.data.Encodable;

/** The compiled classes of the core, without its tests and all else on the class path. */
public final class CoreClasses {
  private CoreClasses() {}

  /** Those below a package that lie where the core's lie. */
  public static JavaClasses read(String root) {
    URL main = Encodable.class.getProtectionDomain().getCodeSource().getLocation();
    return new ClassFileImporter()
        .withImportOption(location -> location.contains(main.getPath()))
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_PACKAGE_INFOS)
        .importPackages(root);
  }
}
