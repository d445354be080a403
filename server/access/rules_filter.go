package access

// The actions of packages filter and translate.
const (
	ReadFilters   Action = "filter.read" // see the lists, and try a text
	KeepFilters   Action = "filter.keep" // change the operator's
	TranslateText Action = "text.translate"
)

// filterRules are the rules of packages filter and translate: who keeps the public forum.
var filterRules = map[Action]rule{
	ReadFilters:   {kindInstallation, person, keepers},
	KeepFilters:   {kindInstallation, writer, keepers},
	TranslateText: {kindInstallation, writer, keepers}, // it may cost the operator money
}
