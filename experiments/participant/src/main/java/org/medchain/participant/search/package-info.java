/** An owner's search index, and searching it (paper §4 (3); PROC-27 to PROC-29). */
package org.medchain.participant.search;
