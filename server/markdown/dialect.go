package markdown

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The two ways to read a source; a goldmark.Markdown is safe for concurrent use once built.
var (
	articles = dialect(false)
	chats    = dialect(true)
)

// optionsKey holds the *Options of a Render in the parser's context; metaIDPrefix its prefix in the document.
var optionsKey = parser.NewContextKey()

const metaIDPrefix = "id-prefix"

// dialect puts the parsers together by hand, because CommonMark's own set reads raw HTML: without its two parsers a
// tag is text like any other. keepLines shows every line break.
func dialect(keepLines bool) goldmark.Markdown {
	return goldmark.New(
		goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(
				util.Prioritized(parser.NewSetextHeadingParser(parser.WithAutoHeadingID()), 100),
				util.Prioritized(parser.NewThematicBreakParser(), 200),
				util.Prioritized(parser.NewListParser(), 300),
				util.Prioritized(parser.NewListItemParser(), 400),
				util.Prioritized(parser.NewCodeBlockParser(), 500),
				util.Prioritized(parser.NewATXHeadingParser(parser.WithAutoHeadingID()), 600),
				util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
				util.Prioritized(parser.NewBlockquoteParser(), 800),
				util.Prioritized(parser.NewParagraphParser(), 1000),
			),
			parser.WithInlineParsers(
				util.Prioritized(parser.NewCodeSpanParser(), 100),
				util.Prioritized(parser.NewLinkParser(), 200),
				util.Prioritized(parser.NewAutoLinkParser(), 300),
				util.Prioritized(parser.NewEmphasisParser(), 500),
				util.Prioritized(extension.NewStrikethroughParser(), 500),
				util.Prioritized(newAddressParser(), 999),
			),
			parser.WithParagraphTransformers(
				util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
				util.Prioritized(tables{extension.NewTableParagraphTransformer()}, 200),
			),
			parser.WithASTTransformers(
				util.Prioritized(extension.NewTableASTTransformer(), 0),
				util.Prioritized(marks{}, 2000), // after the footnotes are in place
			),
		)),
		goldmark.WithRendererOptions(
			renderer.WithNodeRenderers(
				util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
				util.Prioritized(extension.NewTableHTMLRenderer(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)), 500),
				util.Prioritized(links{}, 100),
				util.Prioritized(lines{html.NewWriter(html.WithEscapedSpace()), keepLines}, 100),
				util.Prioritized(tableFrame{}, 100),
			),
		),
		goldmark.WithExtensions(
			extension.NewCJK(extension.WithEscapedSpace()),
			extension.NewFootnote(extension.WithFootnoteIDPrefixFunction(func(n ast.Node) []byte {
				prefix, _ := n.OwnerDocument().Meta()[metaIDPrefix].(string)
				return []byte(prefix)
			})),
		),
	)
}

// cellBudget counts the cells of a document's tables in the parser's context.
var cellBudget = parser.NewContextKey()

// tables makes tables of paragraphs until a document has maxCells: each row is filled up to the width of the first,
// so that n bytes can ask for n² cells. What is over stays a paragraph.
type tables struct{ parser.ParagraphTransformer }

func (t tables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	columns := 0
	for i := 1; i < lines.Len(); i++ {
		at := lines.At(i)
		columns = max(columns, delimiterColumns(at.Value(reader.Source())))
	}
	if columns == 0 {
		return
	}
	used, _ := pc.Get(cellBudget).(int)
	used += columns * lines.Len()
	if used > maxCells {
		return
	}
	pc.Set(cellBudget, used)
	t.ParagraphTransformer.Transform(node, reader, pc)
}

// delimiterColumns counts the columns of a line that could stand below a table's head, 0 for another line.
func delimiterColumns(line []byte) int {
	columns := 1
	for _, b := range line {
		switch b {
		case '|':
			columns++
		case '-', ':', ' ', '\t', '\n', '\r':
		default:
			return 0
		}
	}
	return columns
}
