/**
 * The archive of a release (REL-1 to REL-4): the tree of a commit, the jars of its build and of
 * libraries, class paths for the launcher, an SBOM, licences and checksums, the same bytes for the
 * same commit, JDK and platform.
 */
package org.medchain.release;
