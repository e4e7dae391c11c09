/** An owner's search index, and searching it (paper §4 (3); PROC-20 to PROC-22). */
package org.medchain.participant.search;
