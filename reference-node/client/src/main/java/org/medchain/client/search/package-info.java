/** An owner's search index, and searching it (paper §4 (3); PROC-21 to PROC-23). */
package org.medchain.client.search;
