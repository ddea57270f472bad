// A harbour's log with guregu/dynamo: tables from structs, queries on indexes, updates, batches, pages.
package main

import (
	"context"
	"fmt"
	"log"
	"reflect"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/guregu/dynamo/v2"
)

const becomesWithin = 20 * time.Second

type size struct {
	Length float64 `dynamo:"length"`
	Beam   float64 `dynamo:"beam,omitempty"`
}

type visit struct {
	Harbour string            `dynamo:"harbour,hash" localIndex:"by-tons,hash"`
	Number  int               `dynamo:"number,range" index:"by-flag,range"`
	Flag    string            `dynamo:"flag,omitempty" index:"by-flag,hash"`
	Tons    int               `dynamo:"tons" localIndex:"by-tons,range"`
	Name    string            `dynamo:"name"`
	Arrived time.Time         `dynamo:"arrived,unixtime"`
	Cargo   []string          `dynamo:"cargo,set,omitempty"`
	Log     []string          `dynamo:"log,omitempty"`
	Size    *size             `dynamo:"size,omitempty"`
	Photo   []byte            `dynamo:"photo,omitempty"`
	Notes   map[string]string `dynamo:"notes,allowemptyelem"`
}

func must(err error) {
	if err != nil {
		log.Panic(err)
	}
}

func equal(actual, expected any) {
	if !reflect.DeepEqual(actual, expected) {
		log.Panicf("expected %+v, got %+v", expected, actual)
	}
}

func refused(err error) {
	if !dynamo.IsCondCheckFailed(err) {
		log.Panicf("expected a failed condition, got %v", err)
	}
}

// Entries of a global index follow their item, so readers of an index ask again, for a bounded time.
func becomes(read func() any, expected any) {
	end := time.Now().Add(becomesWithin)
	for {
		found := read()
		if reflect.DeepEqual(found, expected) {
			return
		}
		if time.Now().After(end) {
			log.Panicf("expected %+v, got %+v", expected, found)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func numbers(visits []visit) []int {
	found := []int{}
	for _, v := range visits {
		found = append(found, v.Number)
	}
	return found
}

func tables(ctx context.Context, db *dynamo.DB) dynamo.Table {
	must(db.CreateTable("dynamo-visits", visit{}).
		OnDemand(true).
		Project("by-tons", dynamo.IncludeProjection, "name").
		Tag("pier", "four").
		Wait(ctx))
	table := db.Table("dynamo-visits")
	described, err := table.Describe().Run(ctx)
	must(err)
	equal(described.Active(), true)
	equal(described.OnDemand, true)
	equal([]string{described.HashKey, described.RangeKey}, []string{"harbour", "number"})
	equal(described.GSI[0].Name, "by-flag")
	equal(described.LSI[0].ProjectionAttribs, []string{"name"})
	names, err := db.ListTables().All(ctx)
	must(err)
	equal(slices.Contains(names, "dynamo-visits"), true)

	must(table.UpdateTTL("leaves", true).Run(ctx))
	expiry, err := table.DescribeTTL().Run(ctx)
	must(err)
	equal([]any{expiry.Enabled(), expiry.Attribute}, []any{true, "leaves"})
	return table
}

func oneByOne(ctx context.Context, table dynamo.Table) {
	first := visit{
		Harbour: "Kiel", Number: 1, Flag: "no", Tons: 900, Name: "Fram",
		Arrived: time.Unix(1_700_000_000, 0).UTC(),
		Cargo:   []string{"fish", "rope"}, Log: []string{"in"}, Size: &size{Length: 39.25, Beam: 11},
		Photo: []byte{0, 1, 255}, Notes: map[string]string{"berth": "4", "empty": ""},
	}
	must(table.Put(first).If("attribute_not_exists($)", "harbour").Run(ctx))
	refused(table.Put(first).If("attribute_not_exists($)", "harbour").Run(ctx))
	var got visit
	must(table.Get("harbour", "Kiel").Range("number", dynamo.Equal, 1).Consistent(true).One(ctx, &got))
	slices.Sort(got.Cargo)
	got.Arrived = got.Arrived.UTC()
	equal(got, first)
	equal(table.Get("harbour", "Kiel").Range("number", dynamo.Equal, 2).One(ctx, &got), dynamo.ErrNotFound)

	var changed visit
	must(table.Update("harbour", "Kiel").Range("number", 1).
		Set("'size'.'length'", 40).
		SetIfNotExists("tons", 1).
		SetExpr("'size'.beam = 'size'.beam + ?", 2).
		Append("log", []string{"unloaded"}).
		DeleteStringsFromSet("cargo", "rope").
		Remove("photo").
		If("tons > ? AND contains(cargo, ?)", 100, "fish").
		Value(ctx, &changed))
	equal([]any{changed.Size, changed.Tons, changed.Log, changed.Cargo, changed.Photo},
		[]any{&size{Length: 40, Beam: 13}, 900, []string{"in", "unloaded"}, []string{"fish"}, []byte(nil)})
	var tons struct {
		Tons int `dynamo:"tons"`
	}
	must(table.Update("harbour", "Kiel").Range("number", 1).Add("tons", -100).OnlyUpdatedValue(ctx, &tons))
	equal(tons.Tons, 800)
	must(table.Update("harbour", "Kiel").Range("number", 1).
		AddStringsToSet("cargo", "salt").Prepend("log", []string{"sighted"}).OldValue(ctx, &changed))
	equal([]any{changed.Log, changed.Tons}, []any{[]string{"in", "unloaded"}, 800})
	refused(table.Update("harbour", "Kiel").Range("number", 1).Set("name", "Maud").
		If("begins_with($, ?) OR size('log') > ? OR tons BETWEEN ? AND ?", "name", "M", 3, 1, 2).Run(ctx))

	var part visit
	must(table.Get("harbour", "Kiel").Range("number", dynamo.Equal, 1).
		Project("name", "'log'[0]", "'size'.beam").Consistent(true).One(ctx, &part))
	equal(part.Name+part.Log[0], "Framsighted")
	equal([]any{part.Size, part.Tons}, []any{&size{Beam: 13}, 0})

	refused(table.Delete("harbour", "Kiel").Range("number", 1).If("$ IN (?, ?)", "name", "Maud", "Gjoa").Run(ctx))
	var gone visit
	must(table.Delete("harbour", "Kiel").Range("number", 1).OldValue(ctx, &gone))
	equal(gone.Log, []string{"sighted", "in", "unloaded"})
	equal(table.Get("harbour", "Kiel").Range("number", dynamo.Equal, 1).Consistent(true).One(ctx, &got), dynamo.ErrNotFound)
}

var flags = []string{"no", "dk", "se"}

func batches(ctx context.Context, table dynamo.Table) {
	var visits []any
	for i := range 120 {
		visits = append(visits, visit{Harbour: "Bergen", Number: i, Flag: flags[i%3], Tons: i * 77 % 120, Name: fmt.Sprint("ship ", i)})
	}
	wrote, err := table.Batch("harbour", "number").Write().Put(visits...).Run(ctx)
	must(err)
	equal(wrote, 120)
	var wanted []dynamo.Keyed
	for i := range 130 {
		wanted = append(wanted, dynamo.Keys{"Bergen", i})
	}
	var got []visit
	must(table.Batch("harbour", "number").Get(wanted...).Consistent(true).All(ctx, &got))
	slices.SortFunc(got, func(a, b visit) int { return a.Number - b.Number })
	equal(len(got), 120)
	equal(got[119].Name, "ship 119")
	wrote, err = table.Batch("harbour", "number").Write().Delete(wanted[90:]...).Run(ctx)
	must(err)
	equal(wrote, 40)
}

func queries(ctx context.Context, table dynamo.Table) {
	var found []visit
	must(table.Get("harbour", "Bergen").Range("number", dynamo.Between, 5, 8).Order(dynamo.Descending).All(ctx, &found))
	equal(numbers(found), []int{8, 7, 6, 5})
	found = nil
	must(table.Get("harbour", "Bergen").Index("by-tons").Range("tons", dynamo.Less, 3).All(ctx, &found))
	equal(len(found) > 0, true)
	for i, v := range found {
		equal(v.Tons, v.Number*77%120)
		equal(v.Name, fmt.Sprint("ship ", v.Number))
		equal(v.Flag, "")
		equal(i == 0 || found[i-1].Tons <= v.Tons, true)
	}

	danish := []int{}
	for i := 1; i < 90; i += 3 {
		danish = append(danish, i)
	}
	flag := func() *dynamo.Query { return table.Get("flag", "dk").Index("by-flag") }
	becomes(func() any {
		var all []visit
		must(flag().All(ctx, &all))
		return numbers(all)
	}, danish)
	count, err := flag().Range("number", dynamo.GreaterOrEqual, 40).Filter("tons < ?", 1000).Count(ctx)
	must(err)
	equal(count, 17)

	// Page by page on the global index.
	var paged []int
	var from dynamo.PagingKey
	for range 20 {
		var page []visit
		from, err = flag().StartFrom(from).SearchLimit(7).AllWithLastEvaluatedKey(ctx, &page)
		must(err)
		paged = append(paged, numbers(page)...)
		if from == nil {
			break
		}
	}
	equal(paged, danish)
	// With a limit on what a filter lets through, the library makes the key to continue with.
	heavy := slices.DeleteFunc(slices.Clone(danish), func(i int) bool { return i*77%120 <= 30 })
	var few, rest []visit
	from, err = flag().Filter("tons > ?", 30).Limit(4).AllWithLastEvaluatedKey(ctx, &few)
	must(err)
	equal(numbers(few), heavy[:4])
	must(flag().Filter("tons > ?", 30).StartFrom(from).All(ctx, &rest))
	equal(numbers(rest), heavy[4:])

	var scanned []visit
	must(table.Scan().Filter("'flag' = ?", "se").AllParallel(ctx, 4, &scanned))
	all := numbers(scanned)
	slices.Sort(all)
	equal([]int{len(all), all[0], all[29]}, []int{30, 2, 89})

	// A changed attribute of the key moves the entry; a removed one ends it.
	must(table.Update("harbour", "Bergen").Range("number", 0).Set("flag", "dk").Run(ctx))
	must(table.Update("harbour", "Bergen").Range("number", 1).Remove("flag").Run(ctx))
	becomes(func() any {
		var all []visit
		must(flag().All(ctx, &all))
		return numbers(all)
	}, append([]int{0}, danish[1:]...))
}

// An index is added to the table and taken away while it is used.
func laterIndex(ctx context.Context, table dynamo.Table) {
	_, err := table.UpdateTable().CreateIndex(dynamo.Index{
		Name: "by-name", HashKey: "name", HashKeyType: dynamo.StringType, ProjectionType: dynamo.KeysOnlyProjection,
	}).Run(ctx)
	must(err)
	states := func() any {
		described, err := table.Describe().Run(ctx)
		must(err)
		all := map[string]dynamo.Status{}
		for _, index := range described.GSI {
			all[index.Name] = index.Status
		}
		return all
	}
	becomes(states, map[string]dynamo.Status{"by-flag": dynamo.ActiveStatus, "by-name": dynamo.ActiveStatus})
	becomes(func() any {
		var found []visit
		must(table.Get("name", "ship 33").Index("by-name").All(ctx, &found))
		return numbers(found)
	}, []int{33})
	_, err = table.UpdateTable().DeleteIndex("by-name").Run(ctx)
	must(err)
	becomes(states, map[string]dynamo.Status{"by-flag": dynamo.ActiveStatus})
	must(table.DeleteTable().Wait(ctx))
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 4*time.Minute)
	defer cancel()
	// Region, keys and endpoint come from the environment.
	loaded, err := config.LoadDefaultConfig(ctx)
	must(err)
	table := tables(ctx, dynamo.New(loaded))
	oneByOne(ctx, table)
	batches(ctx, table)
	queries(ctx, table)
	laterIndex(ctx, table)
}
