/** Committed files as tables, which the report may quote (CLAIM-7). */
package org.medchain.paper.source;
