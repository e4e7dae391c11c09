/**
 * Committed files as tables: what the report may quote, read whole (CLAIM-7).
 *
 * <p>A CSV file is a table as it is. A JSON or YAML document is a table of one row whose columns
 * are the paths of its values; a list in it is a table of its own.
 */
package org.medchain.paper.source;
