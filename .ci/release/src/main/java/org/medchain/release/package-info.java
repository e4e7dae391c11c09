/** The archive of a release (REL-1 to REL-4). */
package org.medchain.release;
