import cProfile, pstats, pytest
from tests.real.tau_files import write_shop_files
from tests.real.data import real_data
from evenhand.faces.inbox.imports import run_command
from evenhand.wiring.settle import settle
from tests.make.moments import NOW
import time
@pytest.mark.django_db
def test_it(tmp_path):
    files = write_shop_files(real_data("tau-bench-retail"), tmp_path)
    for kind in ("customers","products"): run_command([kind,str(files[kind]),"--rejects",str(tmp_path/"r")])
    p=files["orders"]; lines=p.read_text().splitlines()[:200]; p.write_text("\n".join(lines)+"\n")
    pr=cProfile.Profile(); pr.enable(); run_command(["orders",str(p),"--rejects",str(tmp_path/"r")]); pr.disable()
    pstats.Stats(pr).sort_stats("cumulative").print_stats(60)
    t=time.time(); print("SETTLED", settle(NOW), time.time()-t)
    assert 0
